//! What a file may hold.

/// Limits that hold a hostile file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many mappings and lists may stand inside each other.
    pub depth_max: usize,
    /// How many nodes the tree may have, keys included: aliases count as the nodes they stand
    /// for, a value with an anchor counts twice, and a long text counts once more for every 64
    /// bytes.
    pub nodes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth_max: 64,
            nodes_max: 4_000_000,
        }
    }
}
