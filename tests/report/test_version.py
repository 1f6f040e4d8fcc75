from twitchwise.report.version import package_version


def test_the_version_is_known() -> None:
    assert package_version()[0].isdigit()
