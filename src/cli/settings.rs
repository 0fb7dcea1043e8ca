//! Settings as resolved: what was typed becomes what the rest of the crate understands.

use std::path::{Path, PathBuf};

use super::args::{CountingArguments, FreeTierChoice, RoundingChoice, ScenarioChoice};
use super::error::CliError;
use super::exit::Exit;
use crate::estimate::{Detail, Options, Rounding};
use crate::lab::{BUILTIN_NAMES, Lab, builtin_lab, read_lab};
use crate::money::Currency;
use crate::nearest::nearest;
use crate::price::{FreeTier, PriceSource};
use crate::region::{Region, UnknownRegion};
use crate::resource::{Choice, Kind, Scenario};

/// Everything that an estimate needs.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) lab: Lab,
    /// At least one; without repetitions, in the order typed.
    pub(super) regions: Vec<Region>,
    pub(super) source: PriceSource,
    pub(super) options: Options,
}

impl Settings {
    pub(super) fn resolve(lab: &str, counting: &CountingArguments) -> Result<Self, CliError> {
        let mut lab = find_lab(lab)?;
        if let Some(participants) = counting.participants {
            if participants == 0 {
                return Err(CliError::usage("`--participants` must be at least 1"));
            }
            lab.participants = participants;
        }
        let source = match counting.prices.as_str() {
            "bundled" => PriceSource::Bundled,
            folder => PriceSource::Folder(PathBuf::from(folder)),
        };
        Ok(Self {
            regions: regions(&counting.region, &lab, &source)?,
            options: options(counting, &lab)?,
            lab,
            source,
        })
    }
}

fn options(counting: &CountingArguments, lab: &Lab) -> Result<Options, CliError> {
    let currency: Currency = counting
        .currency
        .parse()
        .map_err(|error: String| CliError::usage(format!("`--currency`: {error}")))?;
    let month = counting
        .month
        .parse()
        .map_err(|error: String| CliError::usage(format!("`--month`: {error}")))?;
    Ok(Options {
        currency,
        month,
        scenario: match counting.scenario {
            ScenarioChoice::AsPlanned => Scenario::AsPlanned,
            ScenarioChoice::LeftRunning => Scenario::LeftRunning,
            ScenarioChoice::Trial => Scenario::Trial,
        },
        free_tier: match counting.free_tier {
            FreeTierChoice::Excluded => FreeTier::Excluded,
            FreeTierChoice::Always => FreeTier::Always,
        },
        rounding: match counting.rounding {
            RoundingChoice::Exact => Rounding::Exact,
            RoundingChoice::Calculator => Rounding::Calculator,
        },
        only: choices(&counting.service, lab)?,
        detail: Detail::Lines,
    })
}

/// A built-in lab by name, or a lab file by path.
pub(super) fn find_lab(lab: &str) -> Result<Lab, CliError> {
    if let Some(builtin) = builtin_lab(lab) {
        return Ok(builtin?);
    }
    let path = Path::new(lab);
    let looks_like_a_path = lab.contains(['/', '\\', '.']) || path.exists();
    if looks_like_a_path {
        return Ok(read_lab(path)?);
    }
    let error = CliError::usage(format!(
        "there is no built-in lab `{lab}`, and no file of that name"
    ));
    Err(match nearest(lab, BUILTIN_NAMES) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`labcost lab list` shows the built-in labs"),
    })
}

fn regions(typed: &[String], lab: &Lab, source: &PriceSource) -> Result<Vec<Region>, CliError> {
    let mut regions = Vec::new();
    for code in typed
        .iter()
        .map(|code| code.trim())
        .filter(|code| !code.is_empty())
    {
        if code == "all" {
            regions.extend(source.regions()?);
        } else {
            regions.push(code.parse().map_err(|error| unknown_region(&error))?);
        }
    }
    if regions.is_empty() && typed.iter().any(|code| code.trim() == "all") {
        return Err(CliError::new(
            Exit::Input,
            "the folder of price lists has no list of any Region that labcost knows",
        )
        .hint("`--prices` takes a folder with <ServiceCode>/<region>.json in AWS's bulk format"));
    }
    if regions.is_empty() && !typed.is_empty() {
        return Err(CliError::usage("`--region` names no Region")
            .hint("give a Region's code, such as `--region ap-southeast-2`, or `all`"));
    }
    if regions.is_empty() {
        let region = lab.region.ok_or_else(|| {
            CliError::usage(format!("the lab `{}` names no Region", lab.name))
                .hint("add `--region ap-southeast-2`, or `region:` to the lab file")
        })?;
        regions.push(region);
    }
    let mut unique = Vec::with_capacity(regions.len());
    for region in regions {
        if !unique.contains(&region) {
            unique.push(region);
        }
    }
    Ok(unique)
}

fn unknown_region(error: &UnknownRegion) -> CliError {
    let near = error.nearest;
    let error = CliError::usage(error.to_string());
    match near {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("give a Region's code, such as `ap-southeast-2`, or `all`"),
    }
}

/// By the word for a kind, or by the code of a service that the lab has.
fn choices(typed: &[String], lab: &Lab) -> Result<Vec<Choice>, CliError> {
    let names = typed
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty());
    let choices: Vec<Choice> = names
        .map(|name| {
            let kind = Kind::ALL
                .into_iter()
                .find(|kind| kind.word().eq_ignore_ascii_case(name));
            let mut services = lab.resources.iter().map(|entry| entry.resource.service());
            let service = services.find(|service| service.as_str().eq_ignore_ascii_case(name));
            // A kind that the lab does not have would make an estimate of nothing.
            kind.filter(|kind| {
                lab.resources
                    .iter()
                    .any(|entry| entry.resource.kind() == *kind)
            })
            .map(Choice::Kind)
            .or_else(|| service.cloned().map(Choice::Service))
            .ok_or_else(|| unknown_service(name, lab))
        })
        .collect::<Result<_, _>>()?;
    if choices.is_empty() && !typed.is_empty() {
        return Err(CliError::usage("`--service` names no service").hint(service_hint(lab)));
    }
    Ok(choices)
}

fn unknown_service(typed: &str, lab: &Lab) -> CliError {
    let error = CliError::usage(format!("`{typed}` is not a service of this lab"));
    let words = service_words(lab);
    match nearest(typed, words.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(service_hint(lab)),
    }
}

fn service_hint(lab: &Lab) -> String {
    format!("this lab has {}", service_words(lab).join(", "))
}

/// The words that choose something of this lab: its kinds, then the codes of its services.
fn service_words(lab: &Lab) -> Vec<&str> {
    let resources = || lab.resources.iter().map(|entry| &entry.resource);
    let has = |kind: &Kind| resources().any(|resource| resource.kind() == *kind);
    let mut words: Vec<&str> = Kind::ALL
        .iter()
        .filter(|kind| has(kind))
        .map(|kind| kind.word())
        .collect();
    for resource in resources() {
        let code = resource.service().as_str();
        if !words.contains(&code) {
            words.push(code);
        }
    }
    words
}
