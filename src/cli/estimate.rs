//! `labcost estimate`.

use super::args::{EstimateArguments, Format};
use super::error::CliError;
use super::exit::Exit;
use super::output::{terminal_width, today, warn, write_result};
use super::settings::Settings;
use crate::estimate::{Detail, Options, compare, outlook};
use crate::report::{
    ComparisonReport, Report, comparison_csv, comparison_html, comparison_json,
    comparison_markdown, comparison_table, estimate_csv, estimate_html, estimate_json,
    estimate_markdown, estimate_table,
};

pub(super) fn run(arguments: &EstimateArguments) -> Result<Exit, CliError> {
    let settings = Settings::resolve(&arguments.lab, &arguments.counting)?;
    let (text, gaps) = match settings.regions.as_slice() {
        [_] => one_region(&settings, arguments)?,
        _ => several_regions(&settings, arguments)?,
    };
    write_result(&text, arguments.out_file.as_deref())?;
    if gaps == 0 {
        return Ok(Exit::Fine);
    }
    let lines = if gaps == 1 {
        "1 line has"
    } else {
        &format!("{gaps} lines have")
    };
    warn(&format!(
        "{lines} no amount: sums are lower bounds, see \"Missing\" or `gaps`"
    ));
    Ok(if arguments.strict {
        Exit::Gaps
    } else {
        Exit::Fine
    })
}

fn one_region(
    settings: &Settings,
    arguments: &EstimateArguments,
) -> Result<(String, usize), CliError> {
    let Settings {
        lab,
        regions,
        source,
        options,
    } = settings;
    let options = Options {
        // Only JSON prints each line.
        detail: match arguments.format {
            Format::Json => Detail::Lines,
            Format::Table | Format::Csv | Format::Markdown | Format::Html => Detail::Rows,
        },
        ..options.clone()
    };
    let outlook = outlook(lab, regions[0], source, &options)?;
    let gaps = outlook.estimate.totals.gaps;
    // Only a person at a terminal is told how old the lists are: whatever is kept stays true
    // tomorrow.
    let today = match arguments.format {
        Format::Table => Some(today()?),
        Format::Markdown | Format::Html | Format::Json | Format::Csv => None,
    };
    let report = Report::new(lab, outlook, today);
    let text = match arguments.format {
        Format::Table => estimate_table(&report, width(arguments)),
        Format::Markdown => estimate_markdown(&report),
        Format::Html => estimate_html(&report),
        Format::Json => estimate_json(&report).map_err(bug)?,
        Format::Csv => estimate_csv(&report).map_err(bug)?,
    };
    Ok((text, gaps))
}

fn several_regions(
    settings: &Settings,
    arguments: &EstimateArguments,
) -> Result<(String, usize), CliError> {
    let Settings {
        lab,
        regions,
        source,
        options,
    } = settings;
    let options = Options {
        detail: Detail::Rows,
        ..options.clone()
    };
    let comparison = compare(lab, regions, source, &options)?;
    let gaps = comparison
        .regions
        .iter()
        .map(|entry| entry.estimate.totals.gaps)
        .sum();
    let report = ComparisonReport::new(lab, comparison);
    let text = match arguments.format {
        Format::Table => comparison_table(&report, width(arguments)),
        Format::Markdown => comparison_markdown(&report),
        Format::Html => comparison_html(&report),
        Format::Json => comparison_json(&report).map_err(bug)?,
        Format::Csv => comparison_csv(&report).map_err(bug)?,
    };
    Ok((text, gaps))
}

/// A file is not a terminal.
fn width(arguments: &EstimateArguments) -> Option<u16> {
    arguments.out_file.is_none().then(terminal_width).flatten()
}

fn bug(error: impl std::fmt::Display) -> CliError {
    CliError::new(Exit::Bug, "the report could not be written").cause(error.to_string())
}
