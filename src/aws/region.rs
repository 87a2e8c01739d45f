//! Which Region is asked: what was typed, then the environment, the profile, the ARN that
//! was named, and at last this machine. Built here, since the SDK's own chain asks the
//! machine for seconds where there is none.

use aws_config::Region;
use aws_config::imds;
use aws_config::imds::region::ImdsRegionProvider;
use aws_config::meta::region::ProvideRegion as _;
use aws_config::profile::ProfileFileRegionProvider;
use aws_config::provider_config::ProviderConfig;

use super::config::AwsSettings;
use super::origin;
use crate::domain::{Failure, FailureKind, Lack};

/// The variables that name the Region, the stronger first.
const REGIONS: [(&str, &str); 2] = [
    ("AWS_REGION", "from AWS_REGION"),
    ("AWS_DEFAULT_REGION", "from AWS_DEFAULT_REGION"),
];
/// What is said of a Region that stands in the settings.
pub(super) const GIVEN: &str = "as it was given";

const NO_REGION: &str = "There is no region to ask";

/// The first that anybody names, and where. An empty word names none.
pub(super) async fn find(
    settings: &AwsSettings,
    profile: Option<&str>,
    surroundings: &ProviderConfig,
    machine: &imds::Client,
) -> Option<(Region, &'static str)> {
    if let Some(region) = given(settings.region.as_deref()) {
        return Some((region, GIVEN));
    }
    if let Some((from, region)) = REGIONS
        .into_iter()
        .find_map(|(name, from)| Some((from, origin::set(name)?)))
    {
        return given(Some(&region)).map(|region| (region, from));
    }
    if let Some(region) = of_profile(profile, surroundings).await {
        return Some((region, "from the profile"));
    }
    if let Some(region) = given(settings.fallback_region.as_deref()) {
        return Some((region, "from an ARN that was given"));
    }
    // Says by itself whether this machine may be asked.
    let machine = ImdsRegionProvider::builder()
        .configure(surroundings)
        .imds_client(machine.clone())
        .build();
    let region = machine.region().await?;
    Some((region, "from this machine"))
}

async fn of_profile(profile: Option<&str>, surroundings: &ProviderConfig) -> Option<Region> {
    let mut files = ProfileFileRegionProvider::builder().configure(surroundings);
    if let Some(profile) = profile {
        files = files.profile_name(profile);
    }
    let found = files.build().region().await;
    given(found.as_ref().map(AsRef::as_ref))
}

fn given(region: Option<&str>) -> Option<Region> {
    let region = region?.trim();
    (!region.is_empty()).then(|| Region::new(region.to_owned()))
}

/// The Region that the configuration settled on. Without one the SDK would only say
/// that a request could not be dispatched.
pub(super) fn check(region: Option<&Region>, profile: Option<&str>) -> Result<String, Failure> {
    let Some(region) = region.map(AsRef::as_ref) else {
        let hint = match profile {
            Some(profile) => format!(
                "Give --region, set AWS_REGION, or add `region = …` to the profile {profile} in ~/.aws/config."
            ),
            None => {
                "Give --region, set AWS_REGION, or name a --profile that has a region.".to_owned()
            }
        };
        let why =
            "neither the command line nor the environment nor the profile names an AWS region";
        return Err(Failure::new(FailureKind::Usage, NO_REGION, why)
            .hint(hint)
            .lacking(Lack::Region));
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if region.len() > 63 || !region.chars().all(plain) {
        let why = format!("\"{region}\" is not the name of a region");
        return Err(Failure::new(FailureKind::Usage, NO_REGION, why)
            .hint("A region reads like us-west-2: give --region or set AWS_REGION."));
    }
    Ok(region.to_owned())
}
