//! Reads lab files.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use super::check::{check, check_resources};
use super::file::LabFile;
use super::model::Lab;
use super::yaml::{
    Entry, Fault, Limits, Node, Value, decode, in_file_order, lines_of, parse_all, resolve_like,
};

/// The largest lab file that is read: about 400,000 resources.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A lab file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LabError {
    /// It cannot be read from disk.
    #[error("cannot read the lab file {}", .path.display())]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// It is larger than labcost reads.
    #[error(
        "the lab file {} is larger than {} MB", .path.display(), .bytes_max / (1024 * 1024)
    )]
    TooLarge {
        /// Its path.
        path: PathBuf,
        /// The limit.
        bytes_max: u64,
    },
    /// It is not UTF-8.
    #[error("{}:{line}:{column}: the lab file is not UTF-8", .path.display())]
    NotUtf8 {
        /// Its path.
        path: PathBuf,
        /// The line of the first byte that is wrong, from 1.
        line: usize,
        /// Its column, counted in characters from 1.
        column: usize,
    },
    /// It has faults; all of them are listed.
    #[error("{file} has {}", number_of_faults(.faults.len()))]
    Faulty {
        /// The file's name.
        file: String,
        /// The faults, in the file's order.
        faults: Vec<LabFault>,
    },
}

/// One fault of a lab file, with the line it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabFault {
    /// What is wrong and where.
    pub fault: Fault,
    /// The file's line, without its end.
    pub line_text: String,
}

fn number_of_faults(number: usize) -> String {
    if number == 1 {
        "a fault".to_owned()
    } else {
        format!("{number} faults")
    }
}

impl fmt::Display for LabFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spot = self.fault.spot;
        write!(
            formatter,
            "{}:{}: {}",
            spot.line, spot.column, self.fault.message
        )
    }
}

/// Reads a lab from a file.
///
/// # Errors
/// [`LabError`]; all faults of the file at once.
pub fn read_lab(path: &Path) -> Result<Lab, LabError> {
    let unreadable = |source| LabError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let too_large = || LabError::TooLarge {
        path: path.to_owned(),
        bytes_max: FILE_BYTES_MAX,
    };
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    if metadata.len() > FILE_BYTES_MAX {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // A pipe has no length: the limit is minded while reading, too.
    let file = File::open(path).map_err(unreadable)?;
    file.take(FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > FILE_BYTES_MAX) {
        return Err(too_large());
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error))?;
    parse_lab(&path.display().to_string(), &text)
}

fn not_utf8(path: &Path, error: &FromUtf8Error) -> LabError {
    let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let before = String::from_utf8_lossy(valid);
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    LabError::NotUtf8 {
        path: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: last_line.chars().count() + 1,
    }
}

/// Reads a lab from text. `file` is its name in messages.
///
/// ```
/// let text = "version: 1\nname: tiny\nresources:\n  ui:\n    type: fargate\n    vcpu: 1\n    \
///             memory: 2 GB\n    schedule: always\n";
/// let lab = labcost::lab::parse_lab("tiny.yaml", text)?;
/// assert_eq!(lab.resources.len(), 1);
/// # Ok::<(), labcost::lab::LabError>(())
/// ```
///
/// # Errors
/// [`LabError::Faulty`] with all faults.
pub fn parse_lab(file: &str, text: &str) -> Result<Lab, LabError> {
    let mut faults = Vec::new();
    let lab = lab_or_faults(text, &mut faults);
    match lab {
        Some(lab) if faults.is_empty() => Ok(lab),
        _ => {
            in_file_order(&mut faults);
            Err(LabError::Faulty {
                file: file.to_owned(),
                faults: with_lines(text, faults),
            })
        }
    }
}

fn lab_or_faults(text: &str, faults: &mut Vec<Fault>) -> Option<Lab> {
    let mut tree = parse_all(text, Limits::default(), faults)?;
    if let Value::Null = tree.value {
        faults.push(Fault {
            spot: tree.spot,
            message: "the lab file is empty".to_owned(),
            hint: Some("`labcost lab init` writes a file to start from".to_owned()),
        });
        return None;
    }
    let mut resources = take_resources(&mut tree);
    faults.extend(resolve_like(&mut resources));
    let resources = check_resources(resources, faults);
    let file = decode::<LabFile>(&tree, faults)?;
    check(file, resources, faults)
}

/// Takes the resources out of the tree, and leaves an empty mapping.
fn take_resources(tree: &mut Node) -> Vec<Entry> {
    let Value::Mapping(entries) = &mut tree.value else {
        return Vec::new();
    };
    let found = entries.iter_mut().find(|entry| entry.key == "resources");
    match found.map(|entry| &mut entry.value.value) {
        Some(Value::Mapping(resources)) => std::mem::take(resources),
        _ => Vec::new(),
    }
}

fn with_lines(text: &str, faults: Vec<Fault>) -> Vec<LabFault> {
    let lines: Vec<&str> = lines_of(text).collect();
    let with_line = |fault: Fault| {
        let line = lines.get(fault.spot.line.saturating_sub(1));
        LabFault {
            line_text: line.copied().unwrap_or_default().to_owned(),
            fault,
        }
    };
    faults.into_iter().map(with_line).collect()
}
