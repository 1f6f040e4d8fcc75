"""The trend's fixed numbers: what a test's score is made of, and how freely each part may move.

score[j] = level(t) - gain exp(-done[j] / pace) + carried(t) + noise[j]            % of the person's own first scores
level    : moves by slope dt, and a little by itself
loss     = baseline - level, baseline = level at the first kept session
carried  : a good or bad spell that fades, CARRIED_SHARE of the test's error variance
gain     : what practice still adds; `done` counts the sessions before, `pace` is one of PRACTICE_PACES
"""

__all__ = [
    "BASELINE_SD_PERCENT",
    "CARRIED_FADES_WEEKS",
    "CARRIED_SHARE",
    "ERROR_WORTH_SESSIONS",
    "GAIN_MEAN_PERCENT",
    "GAIN_SD_PERCENT",
    "LEAST_ERROR_PERCENT",
    "LEVEL_WANDER_PERCENT",
    "OUTLIER_SD",
    "OWN_ERROR_SESSIONS",
    "PRACTICE_PACES",
    "PRACTICE_SESSIONS",
    "PRACTICE_WEIGHTS",
    "SLOPE_SD_PERCENT",
    "SLOPE_WANDER_PERCENT",
    "UNKNOWN_ERROR_PERCENT",
    "UNKNOWN_ERROR_WORTH_SESSIONS",
    "WEEKS_PER_MONTH",
]

WEEKS_PER_MONTH = 365.25 / 12 / 7

PRACTICE_SESSIONS = 2  # never enter the baseline (strength.md 4: five chair stands were 17 % faster by the third)
BASELINE_SD_PERCENT = 20.0
SLOPE_SD_PERCENT = 1.0  # a week: 4.3 % a month, wider than the 0.05-2.2 times 2.7 that patients show
LEVEL_WANDER_PERCENT = 0.3  # a square root of weeks
SLOPE_WANDER_PERCENT = 0.02

# Published: tapping improves for about a week, sit-to-stand over three sessions, adolescents gain 1.7 stands.
PRACTICE_PACES = (1.5, 4.0, 10.0)
PRACTICE_WEIGHTS = (0.3, 0.4, 0.3)
GAIN_MEAN_PERCENT = 4.0
GAIN_SD_PERCENT = 6.0

CARRIED_SHARE = 0.3
CARRIED_FADES_WEEKS = 1.44  # halves in a week

ERROR_WORTH_SESSIONS = 10.0  # the published error counts like so many own sessions
UNKNOWN_ERROR_PERCENT = 9.0
UNKNOWN_ERROR_WORTH_SESSIONS = 2.0
LEAST_ERROR_PERCENT = 2.5  # a coarse scale that repeats itself is not exact: no home test has been shown to be better
OWN_ERROR_SESSIONS = 8  # without a published error, a test has no say before
OUTLIER_SD = 2.5  # a score further off than this counts as this far off
