"""What each role does every day, week and month, as the job descriptions have it: all as data, with the number beside it."""
