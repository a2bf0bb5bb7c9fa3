"""Measurements that run what a user would otherwise use beside 明账, on the same input."""
