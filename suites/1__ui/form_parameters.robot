*** Settings ***
Documentation       A strategy parameter outside its range is refused before anything is sent; its ends are accepted.
Metadata            Contract    form.error-parameter    form.error-summary    form.disabled    form.live

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API To Read
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window
Test Template       A Parameter Outside Its Range Is Refused

Test Tags           task:1    dod:ui-backtest-flow    severity:high


*** Test Cases ***    STRATEGY    PARAMETER    TOO LOW    TOO HIGH    LOWEST    HIGHEST
A moving average window out of range    volume_long_candle    vol_ma_window    0    201    1    200
A volume multiplier out of range    volume_long_candle    vol_multiplier    0.9    10.1    1    10
A body ratio out of range    volume_long_candle    body_pct    0    1.01    0.01    1
A volume window out of range    volume_zone_breakout    volume_window    0    201    1    200
A top percentile out of range    volume_zone_breakout    top_percentile    -1    101    1    99
A breakout buffer out of range    volume_zone_breakout    breakout_buffer    -0.01    1    0    0.99


*** Keywords ***
A Parameter Outside Its Range Is Refused
    [Arguments]    ${strategy}    ${parameter}    ${too low}    ${too high}    @{ends}
    Go To Backtest Page
    Choose Strategy    ${strategy}
    Fill In Form    ${SYMBOL}
    Parameter Should Be Refused    ${parameter}    ${too low}
    Parameter Should Be Accepted    ${parameter}    ${ends}[0]
    Parameter Should Be Refused    ${parameter}    ${too high}
    Parameter Should Be Accepted    ${parameter}    ${ends}[1]
