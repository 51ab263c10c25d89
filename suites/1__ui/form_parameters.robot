*** Settings ***
Documentation       A strategy parameter outside its range is refused before anything is sent.
Metadata            Contract    form.error-parameter    form.error-summary    form.disabled    form.live

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API To Read
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window
Test Template       A Parameter Outside Its Range Is Refused

Test Tags           task:1    dod:ui-backtest-flow    severity:high


*** Test Cases ***    STRATEGY    PARAMETER    TOO LOW    TOO HIGH    RIGHT
A moving average window out of range    volume_long_candle    vol_ma_window    0    201    20
A volume multiplier out of range    volume_long_candle    vol_multiplier    0.5    11    1.5
A body ratio out of range    volume_long_candle    body_pct    -0.01    1.5    0.02
A volume window out of range    volume_zone_breakout    volume_window    0    201    60
A top percentile out of range    volume_zone_breakout    top_percentile    -1    101    20
A breakout buffer out of range    volume_zone_breakout    breakout_buffer    -0.01    1.5    0.01


*** Keywords ***
A Parameter Outside Its Range Is Refused
    [Arguments]    ${strategy}    ${parameter}    ${too low}    ${too high}    ${right}
    Go To Backtest Page
    Choose Strategy    ${strategy}
    Fill In Form    ${SYMBOL}
    Parameter Should Be Refused    ${parameter}    ${too low}
    Parameter Should Be Refused    ${parameter}    ${too high}
    Enter Parameter    ${parameter}    ${right}
    Field Should Not Complain    ${parameter}
    Submit Should Be Enabled
