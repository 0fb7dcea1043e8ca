//! AWS Regions: code, name, and the prefix of their usage types on the bill.
//!
//! The prefix is irregular: Ireland is plain `EU`, Mumbai is `APS3` although Sydney is `APS2`, and
//! N. Virginia, the oldest Region, has `USE1-` on newer usage types and nothing on older ones. KMS
//! uses the Region's code instead of a prefix. Source: usage types in AWS's price lists.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::nearest::nearest;

/// An AWS Region that labcost knows.
///
/// ```
/// use labcost::region::Region;
/// let sydney: Region = "ap-southeast-2".parse()?;
/// assert_eq!(sydney.name(), "Asia Pacific (Sydney)");
/// assert_eq!(sydney.usage_type("Fargate-GB-Hours"), "APS2-Fargate-GB-Hours");
/// # Ok::<(), labcost::region::UnknownRegion>(())
/// ```
#[derive(Clone, Copy)]
pub struct Region(&'static Facts);

#[derive(Debug)]
struct Facts {
    code: &'static str,
    name: &'static str,
    prefix: &'static str,
}

/// The text names no Region that labcost knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{typed}` is not an AWS Region that labcost knows")]
pub struct UnknownRegion {
    /// What was typed.
    pub typed: String,
    /// The Region code nearest to it, if one is near.
    pub nearest: Option<&'static str>,
}

impl Region {
    /// Every Region that labcost knows, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        REGIONS.iter().map(Self)
    }

    /// The code, `ap-southeast-2`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// The name on AWS's price lists, `Asia Pacific (Sydney)`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The prefix in usage types that name two Regions, `APS2` in `EU-APS2-AWS-Out-Bytes`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        self.0.prefix
    }

    /// A usage type that carries the prefix in every Region.
    #[must_use]
    pub fn usage_type(self, name: &str) -> String {
        format!("{}-{name}", self.0.prefix)
    }

    /// A usage type of the older kind, which N. Virginia bills without a prefix.
    #[must_use]
    pub fn usage_type_bare_in_virginia(self, name: &str) -> String {
        if self.0.code == "us-east-1" {
            name.to_owned()
        } else {
            self.usage_type(name)
        }
    }
}

// A Region is its entry in the one table: comparing two is comparing places, not names.
impl PartialEq for Region {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Region {}

impl Hash for Region {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self.0).hash(state);
    }
}

impl Ord for Region {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.code.cmp(other.0.code)
    }
}

impl PartialOrd for Region {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(text: &str) -> Result<Self, UnknownRegion> {
        REGIONS
            .iter()
            .find(|facts| facts.code == text)
            .map(Self)
            .ok_or_else(|| UnknownRegion {
                typed: text.to_owned(),
                nearest: nearest(text, REGIONS.iter().map(|facts| facts.code))
                    .or_else(|| code_by_name(text)),
            })
    }
}

/// The code of the one Region that has this word in its name: `sydney`.
fn code_by_name(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let named = |facts: &&Facts| facts.name.to_lowercase().contains(&word);
    let mut found = REGIONS.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only.code),
        _ => None,
    }
}

impl fmt::Display for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.code)
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.code)
    }
}

const fn facts(code: &'static str, name: &'static str, prefix: &'static str) -> Facts {
    Facts { code, name, prefix }
}

static REGIONS: [Facts; 29] = [
    facts("af-south-1", "Africa (Cape Town)", "AFS1"),
    facts("ap-east-1", "Asia Pacific (Hong Kong)", "APE1"),
    facts("ap-northeast-1", "Asia Pacific (Tokyo)", "APN1"),
    facts("ap-northeast-2", "Asia Pacific (Seoul)", "APN2"),
    facts("ap-northeast-3", "Asia Pacific (Osaka)", "APN3"),
    facts("ap-south-1", "Asia Pacific (Mumbai)", "APS3"),
    facts("ap-south-2", "Asia Pacific (Hyderabad)", "APS5"),
    facts("ap-southeast-1", "Asia Pacific (Singapore)", "APS1"),
    facts("ap-southeast-2", "Asia Pacific (Sydney)", "APS2"),
    facts("ap-southeast-3", "Asia Pacific (Jakarta)", "APS4"),
    facts("ap-southeast-4", "Asia Pacific (Melbourne)", "APS6"),
    facts("ca-central-1", "Canada (Central)", "CAN1"),
    facts("ca-west-1", "Canada West (Calgary)", "CAN2"),
    facts("eu-central-1", "EU (Frankfurt)", "EUC1"),
    facts("eu-central-2", "EU (Zurich)", "EUC2"),
    facts("eu-north-1", "EU (Stockholm)", "EUN1"),
    facts("eu-south-1", "EU (Milan)", "EUS1"),
    facts("eu-south-2", "EU (Spain)", "EUS2"),
    facts("eu-west-1", "EU (Ireland)", "EU"),
    facts("eu-west-2", "EU (London)", "EUW2"),
    facts("eu-west-3", "EU (Paris)", "EUW3"),
    facts("il-central-1", "Israel (Tel Aviv)", "ILC1"),
    facts("me-central-1", "Middle East (UAE)", "MEC1"),
    facts("me-south-1", "Middle East (Bahrain)", "MES1"),
    facts("sa-east-1", "South America (Sao Paulo)", "SAE1"),
    facts("us-east-1", "US East (N. Virginia)", "USE1"),
    facts("us-east-2", "US East (Ohio)", "USE2"),
    facts("us-west-1", "US West (N. California)", "USW1"),
    facts("us-west-2", "US West (Oregon)", "USW2"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_irregular() {
        let region = |code: &str| code.parse::<Region>().unwrap();
        assert_eq!(region("eu-west-1").usage_type("X"), "EU-X");
        assert_eq!(region("ap-south-1").usage_type("X"), "APS3-X");
        let virginia = region("us-east-1");
        assert_eq!(
            virginia.usage_type("Fargate-GB-Hours"),
            "USE1-Fargate-GB-Hours"
        );
        assert_eq!(
            virginia.usage_type_bare_in_virginia("WriteRequestUnits"),
            "WriteRequestUnits"
        );
    }

    #[test]
    fn a_typing_slip_gets_the_nearest_code() {
        let error = "ap-southeast2".parse::<Region>().unwrap_err();
        assert_eq!(error.nearest, Some("ap-southeast-2"));
    }

    #[test]
    fn a_name_gets_its_code() {
        let nearest = |typed: &str| typed.parse::<Region>().unwrap_err().nearest;
        assert_eq!(nearest("Sydney"), Some("ap-southeast-2"));
        assert_eq!(nearest("Asia Pacific"), None, "there are several");
    }

    #[test]
    fn the_table_is_sorted_and_has_no_twins() {
        assert!(REGIONS.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
