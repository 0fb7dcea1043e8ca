//! What is printed is read back as the same thing.

use labcost::money::{Currency, Rate};
use labcost::period::Month;
use labcost::region::Region;
use proptest::prelude::*;

use super::big::{big, decimal};
use super::cases::cases;

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_rate_keeps_its_digits(text in "(0|[1-9][0-9]{0,9})(\\.[0-9]{1,18})?") {
        let rate: Rate = text.parse().unwrap();
        prop_assert_eq!(rate.to_string(), text.clone());
        prop_assert_eq!(rate.to_string().parse(), Ok(rate));
        prop_assert_eq!(big(rate.to_exact()), decimal(&text));
    }

    #[test]
    fn a_negative_rate_is_refused(text in "-[0-9]{0,9}[1-9](\\.[0-9]{1,9})?") {
        prop_assert!(text.parse::<Rate>().is_err());
    }

    #[test]
    fn a_month_is_read_back(year in 0_u16..=9_999, month in 1_u8..=12) {
        let text = format!("{year:04}-{month:02}");
        let parsed: Month = text.parse().unwrap();
        prop_assert_eq!(parsed.to_string(), text);
        prop_assert_eq!(parsed.to_string().parse(), Ok(parsed));
    }

    #[test]
    fn a_month_is_written_in_one_way(
        text in "(\\+00|-00)?20[0-9]{2}-(0[1-9]|1[0-2])(-[0-2][0-9]T[0-9]{2}(:[0-9]{2})?)?",
    ) {
        if let Ok(month) = text.parse::<Month>() {
            prop_assert_eq!(month.to_string(), text);
        }
    }

    #[test]
    fn a_currency_is_read_back(text in "[A-Z]{3}") {
        prop_assert_eq!(text.parse::<Currency>().unwrap().to_string(), text);
    }
}

#[test]
fn every_region_is_read_back() {
    for region in Region::all() {
        assert_eq!(region.to_string().parse(), Ok(region));
    }
    assert_eq!(Month::AVERAGE.to_string().parse(), Ok(Month::AVERAGE));
}
