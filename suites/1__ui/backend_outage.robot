*** Settings ***
Documentation       The backend goes away and comes back: the pages say so, and recover by themselves.

Resource            ../../keywords/pages/backtest.resource
Resource            ../../keywords/pages/viewer.resource

Suite Setup         Start App To Stop
Suite Teardown      Leave The App
Test Setup          Open A Window
Test Teardown       Bring The Backend Back

Test Tags           task:1    dod:ui-outage


*** Test Cases ***
A run without a backend says that the server cannot be reached
    [Metadata]    Contract    ui-error.unreachable
    [Tags]    severity:high
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Stop The Backend
    Submit
    Error Should Say Unreachable
    Submit Should Be Enabled

A run works again when the backend is back
    [Metadata]    Contract    ui-error.recovers
    [Tags]    severity:critical
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Stop The Backend
    Submit
    Error Should Be Shown
    Start Service    backend
    ${result} =    Run Form
    Results Should Show    ${result}

The viewer recovers by itself
    [Metadata]    Contract    viewer.recovers
    [Tags]    severity:high    long
    ${run} =    Run Backtest    symbols=${SYMBOL}
    Go To Viewer
    Latest Result Should Be    ${run}
    Stop The Backend
    Wait For Polls    3    within=15s
    Viewer Should Be Open
    Start Service    backend
    ${new} =    Run Backtest    symbols=${SYMBOL}    strategy=volume_zone_breakout    start=${YEAR}-05-01
    Latest Result Should Be    ${new}    within=10s

A viewer opened during an outage recovers by itself
    [Metadata]    Contract    viewer.recovers    viewer.polling
    [Tags]    severity:high
    Stop The Backend
    Go To Viewer
    Wait For Polls    1    within=10s
    Start Service    backend
    ${run} =    Run Backtest    symbols=${SYMBOL}    start=${YEAR}-04-01
    Latest Result Should Be    ${run}    within=10s


*** Keywords ***
Start App To Stop
    The Target Must Allow    stop-services
    Start Private App    ui=${True}
    Open The Browser And The API

Leave The App
    Close Browser
    Stop Private App

Stop The Backend
    VAR    ${FAILURES ARE CAUSED}    ${True}    scope=TEST
    Stop Service    backend

Bring The Backend Back
    [Documentation]    The next test finds the backend as this one did.
    Start Service    backend
    Close The Window
