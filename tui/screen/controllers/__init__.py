"""What is done: each function gets the session and a screen of a few verbs, never the app."""
