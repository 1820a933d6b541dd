"""The screens: one file a stage, and the library, help and what they share."""
