//! Explanations as text: a title and aligned steps.

use std::fmt::Write as _;

use crate::estimate::Explanation;

/// Prints explanations one below the other, numbered as in the list of lines.
#[must_use]
pub fn explanation_text(explanations: &[(usize, Explanation)]) -> String {
    let mut text = String::new();
    for (place, (number, explanation)) in explanations.iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        let _ = writeln!(text, "{number}. {}", explanation.title);
        let width = explanation
            .steps
            .iter()
            .map(|(label, _)| label.len())
            .max()
            .unwrap_or(0);
        for (label, step) in &explanation.steps {
            let _ = writeln!(text, "   {label:<width$}  {step}");
        }
    }
    text
}
