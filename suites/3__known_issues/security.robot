*** Settings ***
Documentation       Task 3: origins, credentials, traversal, injection, secrets and headers.

Resource            ../../keywords/security.resource

Suite Setup         Use The Shared App

Test Tags           task:3    dod:security    severity:critical    quick


*** Test Cases ***
No stranger's origin is allowed
    [Metadata]    Contract    cors.stranger    cors.credentials
    Strangers Should Not Be Allowed    /api/strategies
    Strangers Should Not Be Allowed    /api/backtests/run
    Strangers Should Not Be Allowed    /no/such/path

The front end's own origin is allowed
    [Metadata]    Contract    cors.own
    [Tags]    severity:high    -severity:critical
    Origin Should Be Allowed    ${API_URL}    /api/strategies    ${UI_URL}
    # A page that may not read an error cannot say what was wrong.
    Origin Should Be Allowed    ${API_URL}    /api/backtests/history?limit=0    ${UI_URL}
    Origin Should Be Allowed    ${API_URL}    /api/backtests/no-such-run    ${UI_URL}

The front end's own origin may ask for a run
    [Metadata]    Contract    cors.own-preflight
    [Tags]    severity:high    -severity:critical
    Preflight Should Be Allowed    ${API_URL}    /api/backtests/run    POST    ${UI_URL}
    Preflight Should Be Allowed    ${API_URL}    /api/strategies/presets/any    PUT    ${UI_URL}
    Preflight Should Be Allowed    ${API_URL}    /api/strategies/presets/any    DELETE    ${UI_URL}

No answer shows a secret or a server path
    [Metadata]    Contract    exposure.secret    exposure.path
    Each Answer    Answer Should Show No Secret    data_root,results_dir
    Run Answers    Answer Should Show No Secret

No log shows a secret
    [Metadata]    Contract    exposure.log
    [Tags]    dod:backend-logs    -dod:security
    Logs Should Hold No Secret

Each answer forbids browsers to guess its type
    [Metadata]    Contract    exposure.nosniff
    [Tags]    severity:high    -severity:critical
    Each Answer    Answer Should Carry Nosniff
    Run Answers    Answer Should Carry Nosniff

A preset's name leads nowhere
    [Metadata]    Contract    exposure.traversal
    [Template]    Preset Name Should Lead Nowhere
    ..%2F..%2Fresults%2Findex
    ..%2F..%2F..%2F..%2Fetc%2Fpasswd
    %2Fetc%2Fpasswd
    ..%5C..%5Cwindows
    no%00preset

A filter of the inventory leads nowhere
    [Metadata]    Contract    exposure.traversal
    [Template]    Inventory Should Reveal Nothing
    symbol=../..
    symbol=../results
    symbol=../${{ pathlib.Path($DATA_ROOT).name }}/${SYMBOL}
    symbol=/etc
    symbol=*
    timeframe=../../..
    year=../2025
    year=99999999999999999999

A filter cannot become part of a query
    [Metadata]    Contract    exposure.injection
    [Setup]    Run Backtest
    [Template]    Filter Should Not Be Injectable
    /api/backtests/history    total    strategy=' OR '1'='1
    /api/backtests/history    total    strategy=volume_long_candle' OR 'a'='a' --
    /api/backtests/history    total    strategy=%
    /api/data/inventory    total_count    symbol=' OR '1'='1
    /api/data/inventory    total_count    timeframe=' OR '1'='1

A run's timeframe leads nowhere
    [Metadata]    Contract    exposure.traversal
    [Template]    Timeframe Should Lead Nowhere
    ../../KRW-ETH/1D
    ../KRW-ETH/1D
    ..
    1d/../1d
    /etc
    1D%2F2025


*** Keywords ***
Preset Name Should Lead Nowhere
    [Arguments]    ${name}
    ${response} =    Ask For    /api/strategies/presets/${name}
    Response Should Have Status    ${response}    400 or 404 or 405 or 422
    Answer Should Show No Secret    ${response}

Timeframe Should Lead Nowhere
    [Arguments]    ${timeframe}
    ${response} =    Try To Run    timeframe=${timeframe}
    Response Should Have Status    ${response}    404 or 422
    Answer Should Show No Secret    ${response}
