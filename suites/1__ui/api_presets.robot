*** Settings ***
Documentation       Presets: created, listed, read, replaced, deleted.

Resource            ../../keywords/backtest_api.resource

Suite Setup         Use The Shared App
Test Setup          Delete Preset    ${NAME}
Test Teardown       Delete Preset    ${NAME}

Test Tags           task:1    dod:api-presets    severity:high    quick


*** Variables ***
${NAME}     gate-preset


*** Test Cases ***
A preset that was created can be read and is listed
    [Metadata]    Contract    preset.create    preset.read    preset.list
    [Tags]    severity:critical    -severity:high
    ${response} =    Create Preset    ${NAME}    body_pct=0.03    vol_ma_window=15
    Response Should Have Status    ${response}    201
    Preset Should Be    ${NAME}    volume_long_candle    body_pct=0.03    vol_ma_window=15
    ${presets} =    List Presets
    Dictionary Should Contain Key    ${presets}    ${NAME}

A preset keeps values that are the defaults as well
    [Metadata]    Contract    preset.create    preset.read
    [Tags]    severity:critical    -severity:high
    Create Preset    ${NAME}    vol_ma_window=20    vol_multiplier=1.5    body_pct=0.01
    Preset Should Be    ${NAME}    volume_long_candle    vol_ma_window=20    vol_multiplier=1.5    body_pct=0.01

A preset of the other strategy is kept as well
    [Metadata]    Contract    preset.both-strategies    preset.create
    [Tags]    severity:critical    -severity:high
    ${response} =    Create Preset    ${NAME}    strategy=volume_zone_breakout    num_bins=30    top_percentile=0.35
    ...    breakout_buffer=0
    Response Should Have Status    ${response}    201
    Preset Should Be    ${NAME}    volume_zone_breakout    num_bins=30    top_percentile=0.35    breakout_buffer=0

A preset can be replaced
    [Metadata]    Contract    preset.replace
    [Tags]    severity:critical    -severity:high
    Create Preset    ${NAME}    body_pct=0.03
    ${response} =    Replace Preset    ${NAME}    strategy=volume_zone_breakout    volume_window=25
    Response Should Have Status    ${response}    200
    Preset Should Be    ${NAME}    volume_zone_breakout    volume_window=25
    ${response} =    Replace Preset    ${NAME}    strategy=volume_zone_breakout    num_bins=30
    Response Should Have Status    ${response}    200
    Preset Should Be    ${NAME}    volume_zone_breakout    num_bins=30
    Preset Should Have Forgotten    ${NAME}    body_pct=0.03    volume_window=25

A preset can be deleted
    [Metadata]    Contract    preset.delete
    [Tags]    severity:critical    -severity:high
    Create Preset    ${NAME}    body_pct=0.03
    ${response} =    Delete    /api/strategies/presets/${NAME}
    Response Should Have Status    ${response}    204
    ${response} =    Ask For    /api/strategies/presets/${NAME}
    Response Should Be An Error    ${response}    404
    ${presets} =    List Presets
    Dictionary Should Not Contain Key    ${presets}    ${NAME}

Presets stand side by side
    [Documentation]    Neither replacing nor deleting one touches the other, whose name begins alike.
    [Metadata]    Contract    preset.both-strategies    preset.list    preset.replace    preset.delete
    [Tags]    severity:critical    -severity:high
    Create Preset    ${NAME}    body_pct=0.03
    Create Preset    ${NAME}-2    strategy=volume_zone_breakout    num_bins=30
    Preset Should Be    ${NAME}    volume_long_candle    body_pct=0.03
    Preset Should Be    ${NAME}-2    volume_zone_breakout    num_bins=30
    ${presets} =    List Presets
    Dictionary Should Contain Key    ${presets}    ${NAME}
    Dictionary Should Contain Key    ${presets}    ${NAME}-2
    Replace Preset    ${NAME}    body_pct=0.05
    Preset Should Be    ${NAME}-2    volume_zone_breakout    num_bins=30
    Delete Preset    ${NAME}
    Preset Should Be    ${NAME}-2    volume_zone_breakout    num_bins=30
    [Teardown]    Delete Presets    ${NAME}    ${NAME}-2

A preset that was accepted can be read, whatever its name
    [Metadata]    Contract    preset.read
    [Tags]    severity:critical    -severity:high
    [Template]    Preset Should Be Reachable If Accepted
    a+b = 50%    a%2Bb%20%3D%2050%25
    who?x=1&y#z    who%3Fx%3D1%26y%23z
    Gate PRESET A    Gate%20PRESET%20A
    게이트 점검 전략    %EA%B2%8C%EC%9D%B4%ED%8A%B8%20%EC%A0%90%EA%B2%80%20%EC%A0%84%EB%9E%B5
    "quoted", 'twice'    %22quoted%22%2C%20%27twice%27
    전략 🚀    %EC%A0%84%EB%9E%B5%20%F0%9F%9A%80

A preset of an unknown strategy is refused
    [Metadata]    Contract    preset.unknown-strategy    error.validation
    ${response} =    Create Preset    ${NAME}    strategy=no_such_strategy
    Response Should Be An Error    ${response}    422
    ${response} =    Ask For    /api/strategies/presets/${NAME}
    Response Should Be An Error    ${response}    404

A preset that does not exist can be neither read, replaced nor deleted
    [Metadata]    Contract    preset.unknown-name    error.detail
    ${response} =    Ask For    /api/strategies/presets/no-such-preset
    Response Should Be An Error    ${response}    404
    ${response} =    Replace Preset    no-such-preset    body_pct=0.03
    Response Should Be An Error    ${response}    404
    ${response} =    Delete    /api/strategies/presets/no-such-preset
    Response Should Be An Error    ${response}    404

A replacement of an unknown strategy changes nothing
    [Metadata]    Contract    preset.unknown-strategy
    Create Preset    ${NAME}    body_pct=0.03
    ${response} =    Replace Preset    ${NAME}    strategy=no_such_strategy
    Response Should Be An Error    ${response}    422
    Preset Should Be    ${NAME}    volume_long_candle    body_pct=0.03

Odd presets never make the server fail
    [Metadata]    Contract    error.never-5xx
    [Tags]    severity:critical    -severity:high
    [Template]    Preset Should Not Break The Server
    ${{{}}}
    ${{[]}}
    ${{{"name": None, "strategy": "volume_long_candle"}}}
    ${{{"name": "", "strategy": "volume_long_candle", "params": {}}}}
    ${{{"name": "../../etc/passwd", "strategy": 5}}}
    ${{{"name": "gate-preset", "strategy": "volume_long_candle", "params": []}}}
    ${{{"name": "gate-preset", "strategy": "volume_long_candle", "params": {"body_pct": "x"}}}}
    ${{{"name": "a" * 100000, "strategy": "no_such_strategy", "params": {}}}}


*** Keywords ***
Preset Body
    [Arguments]    ${name}    ${strategy}=volume_long_candle    &{params}
    ${request} =    Make Run Request    &{params}
    ${given} =    Get From Dictionary    ${request}    params    ${{{}}}
    VAR    &{body}    name=${name}    strategy=${strategy}    params=${given}
    RETURN    ${body}

Create Preset
    [Arguments]    ${name}    &{preset}
    ${body} =    Preset Body    ${name}    &{preset}
    ${response} =    Send    /api/strategies/presets    ${body}
    RETURN    ${response}

Replace Preset
    [Arguments]    ${name}    &{preset}
    ${body} =    Preset Body    ${name}    &{preset}
    ${response} =    Replace    /api/strategies/presets/${name}    ${body}
    RETURN    ${response}

Delete Preset
    [Documentation]    What a test needs gone, or leaves behind; it need not be there.
    [Arguments]    ${name}
    ${response} =    Delete    /api/strategies/presets/${name}
    Response Should Have Status    ${response}    204 or 404

Delete Presets
    [Arguments]    @{names}
    FOR    ${name}    IN    @{names}
        Delete Preset    ${name}
    END

List Presets
    ${body} =    Read    /api/strategies/presets
    ${presets} =    Get Presets By Name    ${body}
    RETURN    ${presets}

Preset Should Be
    [Arguments]    ${name}    ${strategy}    &{params}
    ${preset} =    Read    /api/strategies/presets/${name}
    ${body} =    Preset Body    ${name}    &{params}
    Preset Should Hold    ${preset}    ${strategy}    ${body}[params]

Preset Should Have Forgotten
    [Documentation]    A replacement takes the place of all: what was there before has gone.
    [Arguments]    ${name}    &{params}
    ${preset} =    Read    /api/strategies/presets/${name}
    Preset Should Lack    ${preset}    &{params}

Preset Should Be Reachable If Accepted
    [Documentation]    The contract says nothing of names: an app may refuse one, but not lose it.
    [Arguments]    ${name}    ${encoded}
    ${response} =    Create Preset    ${name}    body_pct=0.03
    Response Should Have Status    ${response}    201 or 400 or 422
    IF    ${response.status_code} == 201    Preset Should Be    ${encoded}    volume_long_candle    body_pct=0.03
    [Teardown]    Delete Preset    ${encoded}

Preset Should Not Break The Server
    [Arguments]    ${body}
    ${response} =    Send    /api/strategies/presets    ${body}
    Response Should Have Status    ${response}    201 or 400 or 409 or 413 or 422
