*** Settings ***
Documentation       An app that nobody has used yet says so, and gives no error.

Resource            ../../keywords/pages/backtest.resource
Resource            ../../keywords/pages/viewer.resource

Suite Setup         Start Unused App
Suite Teardown      Leave The App
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-empty-store    severity:high


*** Test Cases ***
An empty history says so
    [Metadata]    Contract    viewer.empty
    Go To Viewer
    Page Should Show    실행 이력이 없습니다.

The page has no results before a run
    [Metadata]    Contract    results.empty
    Go To Backtest Page
    Get Text    .backtest-results.empty    *=    실행 결과가 없습니다.

An empty app writes nothing to the console
    [Metadata]    Contract    ui.console-errors    ui.console-warnings
    Go To Viewer
    Page Should Show    실행 이력이 없습니다.
    Console Should Be Free Of    critical    high    medium

Nothing is latest in an app without runs
    [Metadata]    Contract    latest.none
    [Setup]    NONE
    ${page} =    Get History Page
    ${response} =    Ask For    /api/backtests/latest
    Latest Should Fit The History    ${response}    ${page}
    [Teardown]    NONE

The only preset can be deleted
    [Metadata]    Contract    preset.delete
    [Tags]    severity:critical    -severity:high
    [Setup]    NONE
    VAR    &{preset}    name=only    strategy=volume_long_candle    params=${{ {"body_pct": 0.03} }}
    ${response} =    Send    /api/strategies/presets    ${preset}
    Response Should Have Status    ${response}    201
    ${response} =    Delete    /api/strategies/presets/only
    Response Should Have Status    ${response}    204
    ${response} =    Ask For    /api/strategies/presets/only
    Response Should Be An Error    ${response}    404
    [Teardown]    NONE

The first run made elsewhere appears within six seconds
    [Documentation]    From here on the store is not empty any more.
    [Metadata]    Contract    viewer.polling
    Go To Viewer
    ${run} =    Run Backtest    symbols=${SYMBOL}
    Latest Result Should Be    ${run}    within=7s

A page that is just full is the last one
    [Metadata]    Contract    viewer.pages    viewer.rows
    ${history} =    Get History
    Make Runs    ${{ 20 - len($history) }}
    ${history} =    Get History
    Go To Viewer
    History Should Be    ${history}[:10]
    Turn Page    다음
    History Should Be    ${history}[10:]
    Try To Turn Page    다음
    Turn Page    이전
    History Should Be    ${history}[:10]


*** Keywords ***
Start Unused App
    The Target Must Allow    private
    Start Private App    empty_store=${True}    ui=${True}
    Open The Browser And The API

Leave The App
    Close Browser
    Stop Private App
