"""What readers see of the albums: `lists` of them, and `albums` one by one."""
