*** Settings ***
Documentation       Whether the coin app is ready to be released: Tasks 0 to 4 of the plan, a suite each.
...                 One app serves all suites; what they see becomes six reports and a verdict.

Library             readiness.listener.ReadinessListener
Library             stack.library.StackLibrary
Resource            ../keywords/configuration.resource

Suite Setup         Start The App
