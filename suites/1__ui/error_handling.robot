*** Settings ***
Documentation       What goes wrong is said in the page, with the server's reason, and the page can still be used.

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-errors


*** Variables ***
${UNKNOWN}      KRW-NOSUCHCOIN


*** Test Cases ***
An unknown symbol is named with the server's reason
    [Metadata]    Contract    ui-error.reason
    [Tags]    severity:high
    Go To Backtest Page
    Fill In Form    ${UNKNOWN}
    ${reason} =    Submit And Get Reason
    Should Contain    ${reason}    ${UNKNOWN}
    Error Should Show    ${reason}

A period without data shows the server's reason
    [Metadata]    Contract    ui-error.reason
    [Tags]    severity:high
    Go To Backtest Page
    Fill In Form    ${SYMBOL}    start=1999-01-01    end=1999-12-31
    ${reason} =    Submit And Get Reason
    Error Should Show    ${reason}

An error takes the results before it away
    [Metadata]    Contract    ui-error.replaces
    [Tags]    severity:high
    Run Backtest By Form    ${SYMBOL}
    Fill In Form    ${UNKNOWN}
    Submit
    Error Should Be Shown
    No Results Should Be Shown

A run after an error works
    [Metadata]    Contract    ui-error.recovers
    [Tags]    severity:critical
    Go To Backtest Page
    Fill In Form    ${UNKNOWN}
    Submit
    Error Should Be Shown
    Submit Should Be Enabled
    Fill In Form    ${SYMBOL}
    ${result} =    Run Form
    Results Should Show    ${result}
    Get Element Count    .backtest-results.error    ==    0

A validation error of the server shows its message
    [Metadata]    Contract    ui-error.reason
    [Tags]    severity:high
    Server Answers    ${RUN ADDRESS}    422    application/json
    ...    {"detail": [{"type": "value_error", "loc": ["body", "params"], "msg": "vol_ma_window is too odd"}]}
    Submit A Valid Form
    Error Should Show    vol_ma_window is too odd

A service that is away is named with the server's reason
    [Metadata]    Contract    ui-error.reason
    [Tags]    severity:high
    Server Answers    ${RUN ADDRESS}    503    application/json    {"detail": "The candle store is being moved"}
    Submit A Valid Form
    Error Should Show    The candle store is being moved

A server out of reach is called so
    [Metadata]    Contract    ui-error.unreachable
    [Tags]    severity:high
    Server Is Out Of Reach    ${RUN ADDRESS}
    Submit A Valid Form
    Error Should Say Unreachable
    Submit Should Be Enabled

Fifteen hundred signals leave the page usable
    [Metadata]    Contract    signals.sort    ui-error.never-blank    results.two-decimals
    [Tags]    severity:high    dod:ui-signals-table
    ${run} =    Run Backtest    symbols=${SYMBOL}
    ${result} =    Stretch Result    ${run}    ${1500}
    Show Result    ${result}
    Cards Should Be Those Of    ${result}
    ${before} =    Sort By    수익률
    ${after} =    Sort By    수익률
    Should Not Be Equal    ${before}    ${after}


*** Keywords ***
Submit And Get Reason
    [Documentation]    Sends the form and gives the reason in the server's answer, or in that of the task it queued.
    Expect Answer    ${RUN ADDRESS}
    Submit
    ${response} =    Expected Answer
    IF    ${response}[status] != 202    RETURN    ${response}[body][detail]
    ${task} =    Wait Until Task Ends    ${API_URL}    ${response}[body][task_id]
    RETURN    ${task}[error]

Submit A Valid Form
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Submit
