"""The only room that speaks SQL: one file per project, one gate for every change."""
