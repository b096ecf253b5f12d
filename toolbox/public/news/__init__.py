"""What is new on the site. The list is the same for everyone; what is new for one reader, that reader's device says."""
