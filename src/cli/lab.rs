//! `labcost lab`.

use std::path::Path;

use super::args::LabCommand;
use super::error::CliError;
use super::exit::Exit;
use super::output::{write_file, write_result};
use super::settings::find_lab;
use crate::estimate::EstimateError;
use crate::lab::{BUILTIN_NAMES, STARTER, builtin_lab, builtin_text, lab_schema};
use crate::nearest::nearest;
use crate::period::Month;
use crate::region::Region;
use crate::resource::Scenario;

pub(super) fn run(command: &LabCommand) -> Result<Exit, CliError> {
    match command {
        LabCommand::List => list(),
        LabCommand::Show { name } => show(name),
        LabCommand::Init { file, force } => init(file, *force),
        LabCommand::Validate { file } => validate(file),
        LabCommand::Schema { out_file } => {
            let schema = serde_json::to_string_pretty(&lab_schema());
            let schema = schema.map_err(|error| CliError::new(Exit::Bug, error.to_string()))?;
            write_result(&(schema + "\n"), out_file.as_deref())?;
            Ok(Exit::Fine)
        }
    }
}

fn list() -> Result<Exit, CliError> {
    let mut text = String::new();
    for name in BUILTIN_NAMES {
        if let Some(lab) = builtin_lab(name) {
            text = format!("{text}{name}  {}\n", lab?.title);
        }
    }
    write_result(&text, None)?;
    Ok(Exit::Fine)
}

fn show(name: &str) -> Result<Exit, CliError> {
    let Some(text) = builtin_text(name) else {
        let error = CliError::usage(format!("there is no built-in lab `{name}`"));
        return Err(match nearest(name, BUILTIN_NAMES) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("`labcost lab list` shows the built-in labs"),
        });
    };
    write_result(text, None)?;
    Ok(Exit::Fine)
}

fn init(file: &Path, force: bool) -> Result<Exit, CliError> {
    if file.exists() && !force {
        return Err(
            CliError::usage(format!("{} exists already", file.display()))
                .hint("give another name, or `--force` to replace it"),
        );
    }
    write_file(file, STARTER)?;
    let file = file.display();
    write_result(
        &format!("wrote {file}\nnext: labcost estimate {file}\n"),
        None,
    )?;
    Ok(Exit::Fine)
}

fn validate(file: &str) -> Result<Exit, CliError> {
    let lab = find_lab(file)?;
    // A month is counted too: quantities may each be fine and their product not.
    let region = lab.region.or_else(|| Region::all().next());
    if let Some(region) = region {
        lab.usage(region, Month::AVERAGE, Scenario::AsPlanned)
            .map_err(EstimateError::from)?;
    }
    let resources = match lab.resources.len() {
        1 => "1 resource".to_owned(),
        number => format!("{number} resources"),
    };
    write_result(
        &format!("{file} is fine: lab `{}`, {resources}\n", lab.name),
        None,
    )?;
    Ok(Exit::Fine)
}
