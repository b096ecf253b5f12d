"""Where somebody who got a mail of the site says: no more."""
