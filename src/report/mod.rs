//! Reports: one model, several renderers, none of which computes.
//!
//! ```text
//! outlook    → Report           ┐
//!                               ├→ table, JSON, CSV, Markdown, HTML
//! comparison → ComparisonReport ┘
//! ```

mod build;
mod comparison;
mod csv;
mod explanation;
mod html;
mod json;
mod markdown;
mod model;
mod notes;
mod table;

pub use comparison::ComparisonReport;
pub use csv::{comparison_csv, estimate_csv};
pub use explanation::explanation_text;
pub use html::{comparison_html, estimate_html};
pub use json::{
    ComparisonJson, EstimateJson, comparison_json, comparison_schema, estimate_json,
    estimate_schema,
};
pub use markdown::{comparison_markdown, estimate_markdown};
pub use model::{Money, Note, Report, Row};
pub use table::{comparison_table, estimate_table};
