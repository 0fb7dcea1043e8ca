//! HTML: a fragment to paste into a page, without style, script or anything fetched.

use std::fmt::Write as _;

use super::comparison::{COMPARISON_COLUMNS, ComparisonReport};
use super::model::{COLUMNS, Note, Report};

/// An estimate as an HTML table with its notes.
#[must_use]
pub fn estimate_html(report: &Report) -> String {
    let mut text = head(&COLUMNS);
    for row in &report.rows {
        text.push_str(&line("td", &row.cells()));
    }
    text.push_str("</tbody>\n<tfoot>\n");
    text.push_str(&line("th", &report.total.cells()));
    text.push_str("</tfoot>\n</table>\n");
    text.push_str(&notes(&report.notes));
    text
}

/// Regions side by side as an HTML table.
#[must_use]
pub fn comparison_html(report: &ComparisonReport) -> String {
    let mut text = head(&COMPARISON_COLUMNS);
    for row in &report.rows {
        text.push_str(&line("td", &row.cells()));
    }
    text.push_str("</tbody>\n</table>\n");
    text.push_str(&notes(&report.notes));
    text
}

fn head(columns: &[&str]) -> String {
    format!(
        "<table>\n<thead>\n{}</thead>\n<tbody>\n",
        line("th", columns)
    )
}

fn line(tag: &str, cells: &[&str]) -> String {
    let cells = cells
        .iter()
        .map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell)));
    format!("<tr>{}</tr>\n", cells.collect::<String>())
}

fn notes(notes: &[Note]) -> String {
    let mut text = String::from("<dl>\n");
    for note in notes {
        let _ = writeln!(text, "<dt>{}</dt>", escaped(note.label));
        for line in &note.lines {
            let _ = writeln!(text, "<dd>{}</dd>", escaped(line));
        }
    }
    text.push_str("</dl>\n");
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_become_mark_up() {
        assert_eq!(
            line("td", &["<b>", "R&D"]),
            "<tr><td>&lt;b&gt;</td><td>R&amp;D</td></tr>\n"
        );
    }
}
