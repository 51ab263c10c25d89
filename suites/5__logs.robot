*** Settings ***
Documentation       Task 3: what the services wrote while the campaign ran. It runs when all else has.

Library             exploration.library.ExplorationLibrary
Library             stack.library.StackLibrary

Suite Setup         Start The App

Test Tags           task:3    dod:backend-logs    severity:critical    last


*** Test Cases ***
The logs of the campaign hold no server error
    [Metadata]    Contract    plan.logs
    Logs Should Hold No Server Error
