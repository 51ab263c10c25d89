*** Settings ***
Documentation       Answers of every kind: JSON throughout, and each error with its reason, whatever was asked.

Resource            ../../keywords/security.resource

Suite Setup         Use The Shared App

Test Tags           task:1    dod:api-bad-input    severity:high    quick


*** Test Cases ***
Each answer says that it is JSON
    [Metadata]    Contract    error.detail
    Each Answer    Answer Should Be JSON
    Run Answers    Answer Should Be JSON

What is not there is refused with a reason
    [Metadata]    Contract    error.detail    error.no-leak    error.elsewhere
    [Template]    Call Should Be Refused
    404    Ask For    /no/such/path
    404    Ask For    /api/no-such-endpoint
    404    Ask For    /api/backtests/00000000-0000-4000-8000-000000000000/no-such-part
    404    Send    /api/no-such-endpoint    ${{{}}}

A method that an endpoint has not is refused with a reason
    [Metadata]    Contract    error.detail    error.no-leak    error.elsewhere
    [Template]    Call Should Be Refused
    404 or 405 or 422    Ask For    /api/backtests/run
    404 or 405 or 422    Ask For    /api/backtests/run-async
    404 or 405    Send    /api/strategies    ${{{}}}
    404 or 405    Send    /api/data/inventory    ${{{}}}
    404 or 405    Send    /health    ${{{}}}
    404 or 405    Replace    /api/strategies/presets    ${{{}}}
    404 or 405    Delete    /api/data/inventory

A body that says it is no JSON is refused
    [Metadata]    Contract    refuse.no-object
    [Template]    Body Of Another Type Should Be Refused
    strategy=volume_long_candle&symbols=KRW-BTC    application/x-www-form-urlencoded
    <run><strategy>volume_long_candle</strategy></run>    application/xml

Odd names in an address never make the server fail
    [Metadata]    Contract    error.never-5xx    exposure.path
    [Tags]    severity:critical    -severity:high
    [Template]    Address Should Not Break The Server
    /api/backtests/%00
    /api/backtests/%FF
    /api/backtests/${{"a" * 300}}
    /api/backtests/${{"a" * 300}}/download
    /api/backtests/status/%00
    /api/backtests/status/${{"a" * 300}}
    /api/strategies/presets/%00
    /api/strategies/presets/%FF
    /api/strategies/presets/${{"a" * 300}}

Odd queries never make the server fail
    [Metadata]    Contract    error.never-5xx    exposure.path
    [Tags]    severity:critical    -severity:high
    [Template]    Address Should Not Break The Server
    /api/data/inventory?symbol=%00
    /api/data/inventory?symbol=${{"A" * 3000}}
    /api/data/inventory?timeframe=%00
    /api/data/inventory?year=-1
    /api/data/inventory?limit=-1
    /api/data/inventory?offset=99999999999999999999
    /api/backtests/history?limit=
    /api/backtests/history?date_from=%00
    /api/backtests/history?date_from=0001-01-01&date_to=9999-12-31
    /api/backtests/history?min_return=1e999


*** Keywords ***
Call Should Be Refused
    [Arguments]    ${status}    ${call}    ${path}    @{body}
    ${response} =    Run Keyword    ${call}    ${path}    @{body}
    Response Should Be An Error    ${response}    ${status}

Body Of Another Type Should Be Refused
    [Arguments]    ${text}    ${type}
    ${response} =    Send Text    /api/backtests/run    ${text}    ${type}
    Response Should Be An Error    ${response}    400 or 415 or 422

Address Should Not Break The Server
    [Arguments]    ${path}
    ${response} =    Ask For    ${path}
    Response Should Have Status    ${response}    200 or 400 or 404 or 414 or 422
    Answer Should Show No Secret    ${response}
