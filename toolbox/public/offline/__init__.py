"""The toolbox without a connection: one file with everything, and the script that keeps it on a device that asks."""
