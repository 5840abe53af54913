namespace Ploutos.Tuning;

/// <summary>Proposes parameters. A study calls its sampler from one thread at a time.</summary>
public interface ISampler
{
    /// <summary>Called when a trial begins, before it asks for anything: internal values for
    /// parameters that are drawn together, or an empty set.</summary>
    IReadOnlyDictionary<string, double> SampleJointly(SamplingContext context);

    /// <summary>The internal value for a parameter that was not drawn together with others.</summary>
    double SampleIndependently(SamplingContext context, string name, Distribution distribution);

    /// <summary>Whether nothing is left to propose, so that the study can stop. Asked after each
    /// trial; reading the trials costs a query where they lie in a database.</summary>
    bool IsExhausted(Func<IReadOnlyList<FrozenTrial>> readTrials) => false;
}
