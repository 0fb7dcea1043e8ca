//! `labcost explain`.

use std::path::Path;

use super::args::ExplainArguments;
use super::error::CliError;
use super::exit::Exit;
use super::output::write_result;
use super::settings::Settings;
use crate::estimate::{Estimate, Line, estimate, explain};
use crate::nearest::nearest;
use crate::report::explanation_text;

pub(super) fn run(arguments: &ExplainArguments) -> Result<Exit, CliError> {
    let settings = Settings::resolve(&arguments.lab, &arguments.counting)?;
    let [region] = settings.regions.as_slice() else {
        return Err(CliError::usage("`explain` takes one Region")
            .hint("give one, such as `--region ap-southeast-2`"));
    };
    let estimate = estimate(&settings.lab, *region, &settings.source, &settings.options)?;
    let chosen = choose(&estimate, arguments.line.as_deref())?;
    let explanations: Vec<_> = chosen
        .into_iter()
        .map(|(index, line)| (index + 1, explain(&estimate, line)))
        .collect();
    write_result(
        &explanation_text(&explanations),
        arguments.out_file.as_deref(),
    )?;
    Ok(Exit::Fine)
}

/// The lines that a word names: by number, else by resource, usage type, service or description.
fn choose<'e>(
    estimate: &'e Estimate,
    wanted: Option<&str>,
) -> Result<Vec<(usize, &'e Line)>, CliError> {
    let lines = estimate.lines.iter().enumerate();
    let Some(wanted) = wanted else {
        return Ok(lines.collect());
    };
    if wanted.trim().is_empty() {
        return Err(CliError::usage("the line to explain has no name")
            .hint("`labcost explain` without a name explains every line"));
    }
    if let Ok(number) = wanted.parse::<usize>() {
        let line = number
            .checked_sub(1)
            .and_then(|index| Some((index, estimate.lines.get(index)?)));
        return line.map(|line| vec![line]).ok_or_else(|| {
            CliError::usage(format!("there is no line {number}"))
                .hint(format!("the lines are 1 to {}", estimate.lines.len()))
        });
    }
    let exact: Vec<_> = lines
        .clone()
        .filter(|(_, line)| *line.usage.resource == *wanted || line.usage.usage_type == wanted)
        .collect();
    if !exact.is_empty() {
        return Ok(exact);
    }
    let lower = wanted.to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&lower);
    let found: Vec<_> = lines
        .filter(|(_, line)| {
            let usage = &line.usage;
            contains(&usage.resource)
                || contains(&usage.usage_type)
                || contains(&usage.heading)
                || contains(usage.service.as_str())
                || contains(&usage.description)
        })
        .collect();
    if found.is_empty() {
        Err(no_such_line(estimate, wanted))
    } else {
        Ok(found)
    }
}

fn no_such_line(estimate: &Estimate, wanted: &str) -> CliError {
    let names = estimate
        .lines
        .iter()
        .flat_map(|line| [&*line.usage.resource, line.usage.usage_type.as_str()]);
    let error = CliError::usage(format!("no line of this estimate is `{wanted}`"));
    match nearest(wanted, names) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None if Path::new(wanted).is_file() => {
            error.hint(format!("did you mean `labcost explain --lab {wanted}`?"))
        }
        None => error.hint("`labcost explain` without a name explains every line"),
    }
}
