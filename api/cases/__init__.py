"""Problems of the park on their way through the closed loop."""
