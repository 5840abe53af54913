using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Weights;

/// <summary>A network's parameters and running statistics as a safetensors file, under PyTorch's
/// names.</summary>
public static class NetworkWeights
{
    /// <summary>The bytes of the weights file.</summary>
    public static byte[] Serialise(NetworkParameters parameters, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        IEnumerable<NamedTensor> learned = parameters.Tensors.Select(t => new NamedTensor(
            t.Name,
            t.Shape,
            t.Read(parameters.Values)
        ));
        IEnumerable<NamedTensor> running = parameters.Statistics.Select(t => new NamedTensor(
            t.Name,
            t.Shape,
            t.Read(parameters.Running)
        ));
        return SafeTensors.Serialise([.. learned, .. running], metadata);
    }

    /// <summary>Reads a weights file for a network of a known shape.</summary>
    /// <exception cref="InvalidDataException">The file is broken, or a tensor is missing, left
    /// over, of another shape or not finite.</exception>
    public static NetworkParameters Parse(ReadOnlySpan<byte> file, NetworkShape shape)
    {
        var parameters = new NetworkParameters(shape);
        Dictionary<string, NamedTensor> found = SafeTensors
            .Parse(file)
            .Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (ParameterTensor tensor in parameters.Tensors)
            Take(tensor, found).CopyInto(tensor, parameters.Values);
        foreach (ParameterTensor tensor in parameters.Statistics)
            Take(tensor, found).CopyInto(tensor, parameters.Running);
        return found.Count == 0
            ? parameters
            : throw new InvalidDataException(
                $"The weights file holds tensors that this network does not have:"
                    + $" {string.Join(", ", found.Keys.Order())}."
            );
    }

    private static NamedTensor Take(ParameterTensor expected, Dictionary<string, NamedTensor> found)
    {
        if (!found.Remove(expected.Name, out NamedTensor? tensor))
            throw new InvalidDataException($"The weights file lacks the tensor '{expected.Name}'.");
        return tensor.Shape.SequenceEqual(expected.Shape)
            ? tensor
            : throw new InvalidDataException(
                $"'{expected.Name}' must have shape [{string.Join(", ", expected.Shape)}], but the weights file has"
                    + $" [{string.Join(", ", tensor.Shape)}]."
            );
    }

    private static void CopyInto(this NamedTensor tensor, ParameterTensor target, float[] buffer)
    {
        foreach (float value in tensor.Values)
        {
            if (!float.IsFinite(value))
                throw new InvalidDataException($"Every weight must be finite, but '{tensor.Name}' holds {value}.");
        }

        target.Write(tensor.Values, buffer);
    }
}
