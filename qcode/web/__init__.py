"""The screens in a browser: on this computer alone unless told otherwise, and for nobody without the token."""
