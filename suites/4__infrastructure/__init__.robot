*** Settings ***
Documentation       Task 4: data and infrastructure as they lie, as they are served, and as they can be moved.

Test Timeout        3 minutes
