"""To tell who has signed a document, who is waited for, and what a sign-off lacks."""
