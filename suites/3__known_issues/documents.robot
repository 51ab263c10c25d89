*** Settings ***
Documentation       Task 3: the app describes itself as it is: OpenAPI, its first page, its README.

Resource            ../../keywords/exploration.resource

Suite Setup         Use The Shared App To Read

Test Tags           task:3    dod:app-documents    quick


*** Test Cases ***
The app says its name, its version and its endpoints
    [Metadata]    Contract    api.root
    [Tags]    severity:high
    ${body} =    Read    /
    Body Should Match Schema    ${body}    banner

The app lists its strategies
    [Metadata]    Contract    api.strategies
    [Tags]    severity:high
    ${body} =    Read    /api/strategies
    Body Should Match Schema    ${body}    strategies

Both health answers have the promised shape
    [Metadata]    Contract    api.health    api.health-short
    [Tags]    severity:high
    ${body} =    Read    /health
    Body Should Match Schema    ${body}    health
    Moment Should Be Now    ${body}[timestamp]
    ${body} =    Read    /api/health
    Body Should Match Schema    ${body}    api health
    Moment Should Be Now    ${body}[timestamp]

Both health answers tell the time of each request
    [Metadata]    Contract    api.health    api.health-short
    [Tags]    severity:high
    [Template]    Time Should Go On
    /health
    /api/health

The documentation page is served
    [Metadata]    Contract    api.docs
    [Tags]    severity:high
    ${response} =    Ask For    /docs
    Response Should Have Status    ${response}    200

The OpenAPI document describes each endpoint
    [Metadata]    Contract    api.openapi
    [Tags]    severity:high
    ${document} =    Read    /openapi.json
    OpenAPI Should Describe The Contract    ${document}

Defaults in the OpenAPI document are the contract's
    [Metadata]    Contract    api.openapi-defaults
    [Tags]    severity:high
    ${document} =    Read    /openapi.json
    OpenAPI Defaults Should Be The Contract's    ${document}

The app's documents name each endpoint
    [Metadata]    Contract    plan.app-documents
    [Tags]    severity:medium
    Documents Should Name Every Endpoint

The app's documents name each page
    [Metadata]    Contract    plan.app-documents
    [Tags]    severity:medium
    Documents Should Name Every Page


*** Keywords ***
Time Should Go On
    [Documentation]    An answer a moment later tells another time, in whole seconds or finer.
    [Arguments]    ${path}
    ${first} =    Read    ${path}
    Wait Until Keyword Succeeds    4s    0.5s    Another Time Should Be Told    ${path}    ${first}[timestamp]

Another Time Should Be Told
    [Arguments]    ${path}    ${before}
    ${body} =    Read    ${path}
    Should Not Be Equal    ${body}[timestamp]    ${before}    Time stands still in ${path}.
