*** Settings ***
Documentation       The three pages are reached, by their links and by their addresses, and say who they are.

Resource            ../../keywords/pages/backtest.resource
Resource            ../../keywords/pages/viewer.resource
Resource            ../../keywords/pages/data.resource

Suite Setup         Open The Browser And The API To Read
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1


*** Test Cases ***
The backtest page opens by its address
    [Metadata]    Contract    form.page
    [Tags]    severity:critical    dod:ui-backtest-flow
    Go To Backtest Page
    Backtest Page Should Be Open
    Record Load Time    backtest

The signal viewer opens by its address
    [Metadata]    Contract    viewer.page
    [Tags]    severity:critical    dod:ui-viewer
    Go To Viewer
    Viewer Should Be Open
    Record Load Time    viewer

The data page opens by its address
    [Metadata]    Contract    files.page
    [Tags]    severity:critical    dod:ui-data-page
    Go To Data Page
    Data Page Should Be Open
    Record Load Time    data

The links lead to each page
    [Metadata]    Contract    ui.links
    [Tags]    severity:critical    dod:ui-viewer    dod:ui-data-page
    Go To Backtest Page
    Follow Link To Viewer
    Viewer Should Be Open
    Follow Link To Data Page
    Data Page Should Be Open
    Follow Link To Backtest Page
    Backtest Page Should Be Open

Reload keeps the page
    [Metadata]    Contract    ui.links
    [Tags]    severity:critical    dod:ui-viewer    dod:ui-data-page
    Go To Backtest Page
    Follow Link To Data Page
    Reload
    Data Page Should Be Open
    Follow Link To Viewer
    Reload
    Viewer Should Be Open

Back returns to the page before
    [Metadata]    Contract    ui.back
    [Tags]    severity:high    dod:ui-viewer
    Go To Backtest Page
    Follow Link To Viewer
    Viewer Should Be Open
    Go Back
    Backtest Page Should Be Open

Every page has its headings
    [Metadata]    Contract    ui.headings
    [Tags]    severity:medium    dod:ui-backtest-flow
    Go To Backtest Page
    Heading Should Be Visible    백테스트 설정
    Heading Should Be Visible    전략 파라미터
    Heading Should Be Visible    백테스트 결과
    Go To Viewer
    Heading Should Be Visible    시그널 뷰어
    Page Should Show    최신 결과
    Go To Data Page
    Heading Should Be Visible    데이터 관리

Every page has the navigation bar with the platform's name
    [Metadata]    Contract    ui.navbar
    [Tags]    severity:medium    dod:ui-backtest-flow
    Go To Backtest Page
    Navigation Bar Should Be Complete
    Go To Viewer
    Navigation Bar Should Be Complete
    Go To Data Page
    Navigation Bar Should Be Complete

The pages are marked as Korean
    [Metadata]    Contract    ui.lang
    [Tags]    severity:medium    dod:ui-backtest-flow
    Go To Backtest Page
    Get Attribute    html    lang    ==    ko
    Go To Viewer
    Get Attribute    html    lang    ==    ko
    Go To Data Page
    Get Attribute    html    lang    ==    ko

No page raises an error in the console
    [Metadata]    Contract    ui.console-errors
    [Tags]    severity:high    dod:ui-errors
    Use Every Page
    Console Should Be Free Of    critical    high

No page writes a warning to the console
    [Metadata]    Contract    ui.console-warnings
    [Tags]    severity:medium    dod:ui-errors
    Use Every Page
    Console Should Be Free Of    medium


*** Keywords ***
Navigation Bar Should Be Complete
    Get Text    nav.navbar    *=    코인 백테스팅 플랫폼
    Get Attribute    nav.navbar a:has-text("백테스트"):not(:has-text("플랫폼")) >> nth=0    href    matches    /$
    Get Attribute    nav.navbar a:has-text("시그널 뷰어") >> nth=0    href    matches    /viewer$
    Get Attribute    nav.navbar a:has-text("데이터 관리") >> nth=0    href    matches    /data$

Use Every Page
    [Documentation]    Goes through all pages as a user does, a run and a sorted table included.
    The Target Must Allow    write
    Run Backtest By Form    ${SYMBOL}
    Sort By    수익률
    Follow Link To Viewer
    Wait For Elements State    .latest-result-card    visible
    Follow Link To Data Page
    Wait For Elements State    table.files-table    visible
