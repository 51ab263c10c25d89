*** Settings ***
Documentation       Each preset button fills in a strategy with the parameters that its name promises.

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window
Test Template       A Preset Runs

Test Tags           task:1    dod:ui-backtest-flow    severity:critical


*** Test Cases ***    NAME    STRATEGY    PARAMETERS
The conservative preset runs long candles
    [Metadata]    Contract    form.preset-conservative
    보수적    volume_long_candle    vol_ma_window=20    vol_multiplier=1.5    body_pct=0.01

The balanced preset runs zone breakouts
    [Metadata]    Contract    form.preset-balanced
    균형잡힌    volume_zone_breakout    volume_window=20    top_percentile=0.2    breakout_buffer=0

The aggressive preset runs zone breakouts
    [Metadata]    Contract    form.preset-aggressive
    적극적    volume_zone_breakout    volume_window=10    top_percentile=0.3    breakout_buffer=0


*** Keywords ***
A Preset Runs
    [Arguments]    ${name}    ${strategy}    &{parameters}
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    FOR    ${one after the other}    IN    보수적    적극적    ${name}
        Choose Preset    ${one after the other}
    END
    Fields Should Hold    &{parameters}
    ${result} =    Run Form
    Should Be Equal    ${result}[strategy]    ${strategy}
    Parameters Should Include    ${result}[params]    &{parameters}
    Result Should Match The Oracle    ${result}
    Results Should Show    ${result}

Fields Should Hold
    [Documentation]    The fields show the values, the percentile in percent.
    [Arguments]    &{parameters}
    FOR    ${parameter}    ${value}    IN    &{parameters}
        VAR    ${shown}    ${{ float($value) * (100 if $parameter == "top_percentile" else 1) }}
        Get Property    \#${parameter}    value    validate    abs(float(value.strip("% ")) - ${shown}) < 1e-6
    END
