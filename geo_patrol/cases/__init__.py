"""Problems of the park and their closed loop, from report to rating."""
