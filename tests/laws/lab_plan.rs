//! A lab as plain data.
//!
//! Every quantity is a whole number of thousandths, so that its text is exact.

use num_rational::BigRational;
use proptest::sample::Index;

use super::big::ratio;

/// Which value of a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Low,
    Expected,
    High,
}

impl Case {
    pub(crate) const ALL: [Self; 3] = [Self::Low, Self::Expected, Self::High];
}

/// A number of thousandths, or three in rising order.
#[derive(Clone, Debug)]
pub(crate) struct Guess {
    pub(crate) thousandths: [u64; 3],
    pub(crate) bounded: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Per {
    Hour,
    Day,
    Week,
    Month,
}

/// A unit of time with its seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeUnit(pub(crate) &'static str, pub(crate) u64);

/// A unit of data with how many of it are a GB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DataUnit(pub(crate) &'static str, pub(crate) u64);

/// Things in each period.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    pub(crate) amount: Guess,
    pub(crate) per: Per,
}

/// Data in each period.
#[derive(Clone, Debug)]
pub(crate) struct DataFlow {
    pub(crate) amount: Guess,
    pub(crate) unit: DataUnit,
    pub(crate) per: Per,
}

#[derive(Clone, Debug)]
pub(crate) enum When {
    Always,
    Once {
        length: Guess,
        unit: TimeUnit,
        per: Per,
    },
    /// For Fargate only: so many runs of a certain length.
    Runs {
        count: Flow,
        length: Guess,
        unit: TimeUnit,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Machine {
    LinuxX86,
    LinuxArm,
    Windows,
}

/// Rates of a vCPU-hour and a GB-hour, in millionths; a rate may be missing.
pub(crate) type SpotRates = [Option<u32>; 2];

#[derive(Clone, Debug)]
pub(crate) struct Fargate {
    pub(crate) machine: Machine,
    pub(crate) vcpu_thousandths: u64,
    pub(crate) memory_gb_thousandths: u64,
    pub(crate) storage_gb_thousandths: u64,
    pub(crate) tasks: Guess,
    pub(crate) when: When,
    pub(crate) spot: Option<SpotRates>,
}

#[derive(Clone, Debug)]
pub(crate) struct OnDemand {
    /// Eventually consistent, strongly consistent, transactional.
    pub(crate) reads: [Option<Flow>; 3],
    /// Plain, transactional.
    pub(crate) writes: [Option<Flow>; 2],
}

#[derive(Clone, Debug)]
pub(crate) struct Provisioned {
    pub(crate) read_units: Guess,
    pub(crate) write_units: Guess,
    pub(crate) when: When,
}

#[derive(Clone, Debug)]
pub(crate) struct DynamoDb {
    pub(crate) infrequent_access: bool,
    pub(crate) item_bytes: u64,
    pub(crate) index_entry_bytes: Option<u64>,
    pub(crate) indexes: u64,
    pub(crate) on_demand: OnDemand,
    /// In place of `on_demand`.
    pub(crate) provisioned: Option<Provisioned>,
    pub(crate) storage_gb: Option<Guess>,
    pub(crate) point_in_time_recovery: bool,
    pub(crate) backup_gb: Option<Guess>,
    /// Restore, export, import.
    pub(crate) transfers: [Option<DataFlow>; 3],
    pub(crate) stream_reads: Option<Flow>,
    pub(crate) replicas: Vec<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) struct GuardDuty {
    pub(crate) cloudtrail_events: Option<Flow>,
    pub(crate) flow_and_dns_logs: Option<DataFlow>,
    pub(crate) s3_data_events: Option<Flow>,
    pub(crate) eks_audit_log_events: Option<Flow>,
    pub(crate) lambda_network_logs: Option<DataFlow>,
    /// Which of the lab's Linux tasks are watched: a bit for each.
    pub(crate) watch_bits: u8,
    /// Their names, once the whole lab is known.
    pub(crate) watched: Vec<String>,
    pub(crate) ec2_vcpus: Option<Guess>,
    pub(crate) eks_vcpus: Option<Guess>,
    pub(crate) runtime_when: When,
    /// The engine's word.
    pub(crate) rds: Option<(&'static str, Guess)>,
    pub(crate) aurora: Option<Guess>,
    pub(crate) rds_when: When,
    pub(crate) ebs_scans: Option<DataFlow>,
    pub(crate) s3_scans: Option<DataFlow>,
    pub(crate) s3_objects: Option<Flow>,
}

/// A usage type of another service, with what the lab file says about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meter {
    pub(crate) service_code: &'static str,
    pub(crate) usage_type: &'static str,
    pub(crate) bare_in_virginia: bool,
    pub(crate) operation: Option<&'static str>,
    pub(crate) unit: &'static str,
}

#[derive(Clone, Debug)]
pub(crate) enum MeteredQuantity {
    Flow(Flow),
    Hours { count: Guess, when: When },
    Unknown,
}

#[derive(Clone, Debug)]
pub(crate) struct Metered {
    pub(crate) meter: Meter,
    pub(crate) quantity: MeteredQuantity,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Fargate(Fargate),
    DynamoDb(Box<DynamoDb>),
    GuardDuty(Box<GuardDuty>),
    Metered(Metered),
}

#[derive(Clone, Debug)]
pub(crate) struct ResourcePlan {
    pub(crate) name: String,
    pub(crate) shared: bool,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) struct LabPlan {
    pub(crate) participants: u32,
    pub(crate) resources: Vec<ResourcePlan>,
}

impl Guess {
    pub(crate) fn at(&self, case: Case) -> BigRational {
        let [low, expected, high] = self.thousandths;
        let thousandths = match case {
            _ if !self.bounded => expected,
            Case::Low => low,
            Case::Expected => expected,
            Case::High => high,
        };
        ratio(thousandths, 1_000)
    }

    /// More of everything, by so many per cent.
    fn grow(&mut self, per_cent: u64) {
        for thousandths in &mut self.thousandths {
            *thousandths += *thousandths * per_cent / 100;
        }
    }
}

impl LabPlan {
    /// The same lab with its resources in another order.
    pub(crate) fn reordered(&self, seed: Index) -> Self {
        let mut other = self.clone();
        other
            .resources
            .rotate_left(seed.index(self.resources.len()));
        other.resources.reverse();
        other
    }

    /// The same lab with more of one thing, or longer runs of it.
    pub(crate) fn grown(&self, which: Index, per_cent: u64) -> Self {
        let mut more = self.clone();
        let mut guesses: Vec<&mut Guess> = more
            .resources
            .iter_mut()
            .flat_map(|resource| resource.kind.guesses())
            .collect();
        if !guesses.is_empty() {
            let which = which.index(guesses.len());
            guesses[which].grow(per_cent);
        }
        more
    }
}

impl ResourcePlan {
    pub(crate) fn runs_on_linux(&self) -> bool {
        match &self.kind {
            Kind::Fargate(task) => task.machine != Machine::Windows,
            _ => false,
        }
    }
}

impl When {
    fn guesses(&mut self) -> Vec<&mut Guess> {
        match self {
            Self::Always => Vec::new(),
            Self::Once { length, .. } => vec![length],
            Self::Runs { count, length, .. } => vec![&mut count.amount, length],
        }
    }
}

impl Kind {
    /// Everything that may grow.
    fn guesses(&mut self) -> Vec<&mut Guess> {
        match self {
            Self::Fargate(fargate) => {
                let mut guesses = fargate.when.guesses();
                guesses.push(&mut fargate.tasks);
                guesses
            }
            Self::DynamoDb(table) => table.guesses(),
            Self::GuardDuty(detector) => detector.guesses(),
            Self::Metered(metered) => match &mut metered.quantity {
                MeteredQuantity::Flow(flow) => vec![&mut flow.amount],
                MeteredQuantity::Hours { count, when } => {
                    let mut guesses = when.guesses();
                    guesses.push(count);
                    guesses
                }
                MeteredQuantity::Unknown => Vec::new(),
            },
        }
    }
}

impl DynamoDb {
    fn guesses(&mut self) -> Vec<&mut Guess> {
        let mut guesses: Vec<&mut Guess> = Vec::new();
        match &mut self.provisioned {
            Some(provisioned) => {
                guesses.extend(provisioned.when.guesses());
                guesses.push(&mut provisioned.read_units);
                guesses.push(&mut provisioned.write_units);
            }
            None => {
                let OnDemand { reads, writes } = &mut self.on_demand;
                let flows = reads.iter_mut().chain(writes).flatten();
                guesses.extend(flows.map(|flow| &mut flow.amount));
            }
        }
        guesses.extend(self.storage_gb.as_mut());
        guesses.extend(self.backup_gb.as_mut());
        let transfers = self.transfers.iter_mut().flatten();
        guesses.extend(transfers.map(|flow| &mut flow.amount));
        guesses
    }
}

impl GuardDuty {
    fn guesses(&mut self) -> Vec<&mut Guess> {
        let flows = [
            &mut self.cloudtrail_events,
            &mut self.s3_data_events,
            &mut self.eks_audit_log_events,
            &mut self.s3_objects,
        ];
        let data = [
            &mut self.flow_and_dns_logs,
            &mut self.lambda_network_logs,
            &mut self.ebs_scans,
            &mut self.s3_scans,
        ];
        let monitored = [&mut self.ec2_vcpus, &mut self.eks_vcpus, &mut self.aurora];
        let flows = flows.into_iter().flatten().map(|flow| &mut flow.amount);
        let data = data.into_iter().flatten().map(|flow| &mut flow.amount);
        let rds = self.rds.iter_mut().map(|(_, vcpus)| vcpus);
        let monitored = monitored.into_iter().flatten();
        flows.chain(data).chain(monitored).chain(rds).collect()
    }
}
