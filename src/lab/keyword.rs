//! Words that a lab file may use where there are only a few to choose from.

use super::model::BudgetPeriod;
use super::yaml::FromWritten;
use crate::money::{Currency, Rate};
use crate::nearest::nearest;
use crate::region::Region;
use crate::resource::fargate::{Architecture, OperatingSystem};
use crate::resource::{dynamodb::TableClass, guardduty::Engine};

/// A value with a short list of words for it.
pub(super) trait Keyword: Copy + 'static {
    /// What the words are for, in a message.
    const NOUN: &'static str;
    /// The words.
    const WORDS: &'static [(&'static str, Self)];
}

fn keyword<K: Keyword>(text: &str) -> Result<K, String> {
    if let Some((_, value)) = K::WORDS.iter().find(|(word, _)| *word == text) {
        return Ok(*value);
    }
    let words = || K::WORDS.iter().map(|(word, _)| *word);
    Err(match nearest(text, words()) {
        Some(near) => format!("`{text}` is no {}: did you mean `{near}`?", K::NOUN),
        None => {
            let words: Vec<String> = words().map(|word| format!("`{word}`")).collect();
            format!("`{text}` is no {}: there is {}", K::NOUN, words.join(", "))
        }
    })
}

impl Keyword for OperatingSystem {
    const NOUN: &'static str = "operating system of Fargate";
    const WORDS: &'static [(&'static str, Self)] =
        &[("linux", Self::Linux), ("windows", Self::Windows)];
}

impl Keyword for Architecture {
    const NOUN: &'static str = "processor of Fargate";
    const WORDS: &'static [(&'static str, Self)] = &[("x86", Self::X86), ("arm", Self::Arm)];
}

impl Keyword for TableClass {
    const NOUN: &'static str = "table class";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("standard", Self::Standard),
        ("standard-ia", Self::StandardInfrequentAccess),
    ];
}

impl Keyword for Engine {
    const NOUN: &'static str = "database engine that labcost knows for RDS Protection";
    const WORDS: &'static [(&'static str, Self)] =
        &[("mysql", Self::MySql), ("postgresql", Self::PostgreSql)];
}

impl Keyword for BudgetPeriod {
    const NOUN: &'static str = "period of a budget";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("month", Self::Month),
        ("twelve-months", Self::TwelveMonths),
        ("participant", Self::Participant),
    ];
}

macro_rules! from_keyword {
    ($($keyword:ty: $expecting:literal;)*) => {$(
        impl FromWritten for $keyword {
            const EXPECTING: &'static str = $expecting;

            fn from_written(text: &str) -> Result<Self, String> {
                keyword(text)
            }
        }
    )*};
}

from_keyword! {
    OperatingSystem: "`linux` or `windows`";
    Architecture: "`x86` or `arm`";
    TableClass: "`standard` or `standard-ia`";
    Engine: "`mysql` or `postgresql`";
    BudgetPeriod: "`month`, `twelve-months` or `participant`";
}

impl FromWritten for Region {
    const EXPECTING: &'static str = "a Region such as `ap-southeast-2`";

    fn from_written(text: &str) -> Result<Self, String> {
        text.parse()
            .map_err(|error: crate::region::UnknownRegion| match error.nearest {
                Some(near) => format!("{error}; did you mean `{near}`?"),
                None => error.to_string(),
            })
    }
}

impl FromWritten for Rate {
    const EXPECTING: &'static str = "a price per unit such as `0.014568`";

    fn from_written(text: &str) -> Result<Self, String> {
        text.parse()
    }
}

/// An amount of money with its currency: `5.00 USD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Price {
    /// The amount.
    pub(super) amount: Rate,
    /// The currency; US dollars unless written.
    pub(super) currency: Currency,
}

impl FromWritten for Price {
    const EXPECTING: &'static str = "an amount such as `5.00 USD`";

    fn from_written(text: &str) -> Result<Self, String> {
        let (amount, currency) = match text.split_once(' ') {
            Some((amount, currency)) => (amount, currency.trim().parse()?),
            None => (text, Currency::USD),
        };
        Ok(Self {
            amount: amount.parse()?,
            currency,
        })
    }
}

/// The version of the lab file's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version;

impl FromWritten for Version {
    const EXPECTING: &'static str = "`1`, the version of the lab file's format";

    fn from_written(text: &str) -> Result<Self, String> {
        match text {
            "1" => Ok(Self),
            other => Err(format!(
                "this labcost reads lab files of version 1, not `{other}`"
            )),
        }
    }
}

/// A name: of a lab or a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name(pub(super) String);

/// Longer names break tables and file names.
const NAME_LENGTH_MAX: usize = 64;

impl FromWritten for Name {
    const EXPECTING: &'static str = "a name such as `ecs-security`";

    fn from_written(text: &str) -> Result<Self, String> {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let begins = text
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphanumeric());
        if !begins || !text.bytes().all(legal) || text.len() > NAME_LENGTH_MAX {
            return Err(format!(
                "`{text}` is no name: use at most {NAME_LENGTH_MAX} letters, digits, `-`, `_` \
                 and `.`, a letter or digit first"
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_gets_the_nearest_word() {
        assert_eq!(
            OperatingSystem::from_written("widows").unwrap_err(),
            "`widows` is no operating system of Fargate: did you mean `windows`?"
        );
        assert_eq!(
            Architecture::from_written("riscv").unwrap_err(),
            "`riscv` is no processor of Fargate: there is `x86`, `arm`"
        );
    }

    #[test]
    fn money_has_a_currency() {
        let price = Price::from_written("5.00 USD").unwrap();
        assert_eq!(
            (price.amount.to_string(), price.currency),
            ("5.00".into(), Currency::USD)
        );
        assert!(Price::from_written("-5").is_err());
        assert!(Price::from_written("5 dollars").is_err());
    }

    #[test]
    fn names_are_plain() {
        assert!(Name::from_written("ecs-security").is_ok());
        for text in ["", "=cmd", "-x", "a b", "naïve"] {
            assert!(Name::from_written(text).is_err(), "{text}");
        }
    }
}
