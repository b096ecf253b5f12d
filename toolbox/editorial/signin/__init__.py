"""Who may do what at the desk, and how they sign in: a password and a code from an app."""
