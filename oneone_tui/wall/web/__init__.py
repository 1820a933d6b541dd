"""The wall as a web page: served to browsers that have its address, and to nobody else."""
