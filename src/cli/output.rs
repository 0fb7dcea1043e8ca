//! The one place that writes: results to stdout or a file, everything else to stderr.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
#[cfg(unix)]
use tempfile::Builder;
use tempfile::NamedTempFile;
use terminal_size::{Width, terminal_size_of};

use super::error::CliError;
use super::exit::Exit;

/// Writes a result to a file, or to stdout.
pub(super) fn write_result(text: &str, out_file: Option<&Path>) -> Result<(), CliError> {
    match out_file {
        Some(path) => write_file(path, text),
        None => write_stdout(text),
    }
}

/// A reader that closes the pipe has seen enough: that is no error.
fn write_stdout(text: &str) -> Result<(), CliError> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::new(Exit::Input, "cannot write to stdout").cause(error.to_string()))
        }
        _ => Ok(()),
    }
}

/// Atomically: into a temporary file beside the target, synced, then renamed over it. A reader sees
/// the old file or the new one, and a full disk leaves the old one.
pub(super) fn write_file(path: &Path, text: &str) -> Result<(), CliError> {
    let result = write_atomically(path, text);
    result.map_err(|error| {
        let hint = if path.is_dir() {
            "give the path of a file, not of a folder; nothing was changed"
        } else {
            "the folder must exist and be writable; nothing was changed"
        };
        CliError::new(Exit::Input, format!("cannot write {}", path.display()))
            .cause(error.to_string())
            .hint(hint)
    })
}

fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A device or a pipe, such as /dev/null, is written to; renaming would replace it by a file.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return File::options()
            .write(true)
            .open(path)?
            .write_all(text.as_bytes());
    }
    // Through a symbolic link, so that the link stays one.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        let message = format!("there is no folder {}", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    // Its error would name the temporary file, which is another one in each run.
    let mut file = temporary_file(folder).map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(text.as_bytes())?;
    if let Ok(metadata) = fs::metadata(&target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is private; the result should be as readable as any file that a program writes:
/// what the umask leaves.
#[cfg(unix)]
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    const BEFORE_UMASK: u32 = 0o666;
    Builder::new()
        .permissions(fs::Permissions::from_mode(BEFORE_UMASK))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}

/// Prints a note to stderr.
pub(super) fn warn(message: &str) {
    let yellow = Style::new().fg_color(Some(AnsiColor::Yellow.into())).bold();
    print_stderr(&format!("{yellow}warning:{yellow:#} {message}\n"));
}

/// Prints an error to stderr.
pub(super) fn print_error(error: &CliError) {
    let paint = |label: &'static str| {
        let color = match label {
            "error:" => AnsiColor::Red,
            "hint:" => AnsiColor::Cyan,
            _ => AnsiColor::Yellow,
        };
        let style = Style::new().fg_color(Some(color.into())).bold();
        format!("{style}{label}{style:#}")
    };
    print_stderr(&error.render(paint));
}

/// Prints to stderr, in colour where that is wanted. Nobody can be told if stderr is closed.
pub(super) fn print_stderr(text: &str) {
    let _ = AutoStream::auto(io::stderr()).write_all(text.as_bytes());
}

/// The terminal's width; none if stdout is no terminal, so that a pipe gets whole lines.
pub(super) fn terminal_width() -> Option<u16> {
    terminal_size_of(io::stdout()).map(|(Width(width), _)| width)
}

/// Today in UTC: only for telling how old price lists are. `LABCOST_TODAY` sets it, for output that
/// is the same every day.
pub(super) fn today() -> Result<Date, CliError> {
    match std::env::var("LABCOST_TODAY") {
        Ok(text) => text.parse().map_err(|_| {
            CliError::usage(format!(
                "LABCOST_TODAY: `{text}` is not a date such as `2026-11-24`"
            ))
        }),
        Err(_) => Ok(Timestamp::now().to_zoned_datetime(TimeZone::UTC).date()),
    }
}
