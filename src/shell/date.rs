//! Today.

use icu_calendar::Date;
use icu_calendar::types::RataDie;
use std::time::{SystemTime, UNIX_EPOCH};

/// The first of January 1970 as the calendar counts days, from year 1 on.
const EPOCH: i64 = 719_163;

/// Today's date in UTC, `YYYY-MM-DD`.
pub(super) fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400);
    date(days)
}

/// The date that many days after the epoch.
fn date(days: u64) -> String {
    let day = RataDie::new(EPOCH.saturating_add_unsigned(days));
    let date = Date::from_rata_die(day, icu_calendar::Iso);
    let (year, month, day) = (
        date.era_year().year,
        date.month().ordinal,
        date.day_of_month().0,
    );
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(20_781), "2026-11-24");
    }
}
