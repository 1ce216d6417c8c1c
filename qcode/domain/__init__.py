"""The nouns of qcode: plain, frozen values that every other room speaks in."""
