*** Settings ***
Documentation       Task 1: what a user does with the app, in a real browser, and the API behind it.

Test Timeout        2 minutes
Test Tags           task:1
