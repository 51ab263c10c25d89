*** Settings ***
Documentation       Whatever comes back in place of a result, the page shows an error and never goes blank.
Metadata            Contract    ui-error.never-blank

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window
Test Template       The Page Survives

Test Tags           task:1    dod:ui-errors    severity:high


*** Test Cases ***    STATUS    TYPE    BODY
A page of HTML    500    text/html    <html><body><h1>Internal Server Error</h1></body></html>
Nothing at all    500    application/json    ${EMPTY}
A number    500    application/json    5
A list    400    application/json    []
Null    500    application/json    null
A reason that is a list    422    application/json    {"detail": [{"loc": ["body"], "msg": "odd", "type": "odd"}]}
A reason that is an object    400    application/json    {"detail": {"code": 7, "why": {"deep": []}}}
A reason that is a number    409    application/json    {"detail": 42}
A reason that is null    400    application/json    {"detail": null}
A broken JSON text    502    application/json    {"detail": "half


*** Keywords ***
The Page Survives
    [Arguments]    ${status}    ${type}    ${body}
    Server Answers    ${RUN ADDRESS}    ${status}    ${type}    ${body}
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Submit
    Error Should Be Shown
    Get Text    .backtest-results.error    not contains    [object Object]
    Submit Should Be Enabled
    Answer Truly    ${RUN ADDRESS}
    ${result} =    Run Form
    Cards Should Be Those Of    ${result}
