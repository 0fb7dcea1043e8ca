//! Markdown, to paste into a workshop's page.

use std::fmt::Write as _;

use super::comparison::{COMPARISON_COLUMNS, ComparisonReport};
use super::model::{COLUMNS, Note, Report};

/// An estimate as a Markdown table with its notes.
#[must_use]
pub fn estimate_markdown(report: &Report) -> String {
    let mut text = header(&COLUMNS);
    for row in &report.rows {
        text.push_str(&line(&row.cells()));
    }
    let total = report.total.cells().map(|cell| {
        if cell.is_empty() {
            String::new()
        } else {
            format!("**{}**", escaped(cell))
        }
    });
    text.push_str(&raw_line(&total));
    text.push_str(&notes(&report.notes));
    text
}

/// Regions side by side as a Markdown table.
#[must_use]
pub fn comparison_markdown(report: &ComparisonReport) -> String {
    let mut text = header(&COMPARISON_COLUMNS);
    for row in &report.rows {
        text.push_str(&line(&row.cells()));
    }
    text.push_str(&notes(&report.notes));
    text
}

fn header(columns: &[&str]) -> String {
    let rule: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(index, _)| {
            if (2..=4).contains(&index) {
                "---:"
            } else {
                "---"
            }
            .to_owned()
        })
        .collect();
    line(columns) + &raw_line(&rule)
}

fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
    raw_line(&cells)
}

fn raw_line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn notes(notes: &[Note]) -> String {
    let mut text = String::from("\n");
    for note in notes {
        match note.lines.as_slice() {
            [only] => {
                let _ = writeln!(text, "* **{}:** {}", note.label, escaped(only));
            }
            several => {
                let _ = writeln!(text, "* **{}:**", note.label);
                for line in several {
                    let _ = writeln!(text, "  * {}", escaped(line));
                }
            }
        }
    }
    text
}

/// What Markdown would take for mark-up, or for the end of a cell.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' | '*' | '_' | '<' | '[' | '\\' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_break_the_table() {
        assert_eq!(line(&["a|b", "*c*"]), "| a\\|b | \\*c\\* |\n");
    }
}
